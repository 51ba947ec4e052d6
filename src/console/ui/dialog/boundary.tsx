import { Component, type ReactNode } from 'react'

interface BoundaryProps {
  /** What is shown instead when drawing the children failed. */
  readonly renderFallback: (error: unknown) => ReactNode
  readonly children: ReactNode
}

interface BoundaryState {
  /** In an array, because anything can be thrown. */
  readonly thrown?: readonly [unknown]
}

/** An error boundary: what breaks inside leaves everything outside as it is. Give it a new key to try again. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  static getDerivedStateFromError = (error: unknown): BoundaryState => ({ thrown: [error] })

  override readonly state: BoundaryState = {}

  override render() {
    const { thrown } = this.state
    return thrown ? this.props.renderFallback(thrown[0]) : this.props.children
  }
}
