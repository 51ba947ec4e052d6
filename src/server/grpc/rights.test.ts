import { testRoles } from '../access/testing/method-table.ts'
import { openWithGrpcRobot } from './testing/open-grpc.ts'

testRoles(openWithGrpcRobot)
