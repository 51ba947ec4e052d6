import { mutationOptions, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'

import { ApiError } from '#console/api/api-error.ts'
import { requestState } from '#console/api/error-words.ts'
import { checkField } from '#console/api/field-words.ts'
import { call } from '#console/api/http.ts'
import { waitForOperation } from '#console/api/operation.ts'
import { recordCreated } from '#console/api/recent-changes.ts'
import { useWrite } from '#console/api/use-write.ts'
import { EquivalentCode } from '#console/code/equivalent-code.tsx'
import { missing } from '#console/code/request.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import { FormDialog } from '#console/ui/dialog/form-dialog.tsx'
import { DescriptionField } from '#console/ui/form/description-field.tsx'
import { TextField } from '#console/ui/form/text-field.tsx'
import { MenuItem } from '#console/ui/menu/menu-item.tsx'
import { announce } from '#console/ui/page/announcer.tsx'
import { focusOnArrival } from '#console/ui/page/focus.ts'
import { characters } from '#contract/field.ts'
import { type Cloud, createFolder, createFolderBody } from '#contract/resource-manager.ts'
import { codes } from '#contract/status.ts'
import { type FolderOfCloud, folderList, folderQueries } from './queries.ts'

interface CreateFolderDialogProps {
  /** The clouds that a folder can be created in, the preselected one first. */
  readonly clouds: readonly Cloud[]
  /** @param folderId the new folder, if known. The list of folders has it */
  readonly onCreated: (folderId: string | undefined) => void
  readonly onClose: () => void
}

const { name: nameSchema, description: descriptionSchema } = createFolderBody.shape
const descriptionMax = 256

const isTaken = (error: unknown) => error instanceof ApiError && error.is(codes.ALREADY_EXISTS.code)

interface Creation {
  readonly cloud: Cloud
  readonly name: string
  readonly description: string
}

const createFolderMutation = () =>
  mutationOptions({
    mutationFn: async ({ cloud, name, description }: Creation, { meta }) => {
      const body = { cloudId: cloud.id, name, ...(description !== '' && { description }) }
      const operation = await waitForOperation(await call(createFolder, { body }), meta?.onRunning)
      const id = folderIdOf(operation)
      if (id !== undefined) recordCreated(folderList.list, id, newFolderOf(id, cloud, { name, description }))
      return operation
    },
    meta: { invalidates: [folderQueries.all().queryKey] },
  })

const folderIdOf = ({ metadata }: { readonly metadata?: Readonly<Record<string, unknown>> | undefined }) => {
  const id = metadata?.['folderId']
  return typeof id === 'string' ? id : undefined
}

const newFolderOf = (id: string, cloud: Cloud, fields: Pick<FolderOfCloud, 'name' | 'description'>): FolderOfCloud => ({
  ...fields,
  id,
  cloud,
  cloudId: cloud.id,
  createdAt: '',
  labels: {},
  status: 'ACTIVE',
})

/** Creates a folder. */
export const CreateFolderDialog = ({ clouds, onCreated, onClose }: CreateFolderDialogProps) => {
  const m = useMessages()
  const words = useOnDemandMessages().newFolder
  const client = useQueryClient()
  const create = useWrite(createFolderMutation())
  const form = useForm({
    defaultValues: { cloudId: clouds[0]?.id ?? '', name: '', description: '' },
    mode: 'onChange',
  })
  const { errors, isDirty } = form.formState
  const { cloudId, name: typedName, description } = form.watch()
  const { error, ...state } = requestState(m, create, 'resource-manager.editor')

  const submit = form.handleSubmit((fields) => {
    const cloud = clouds.find(({ id }) => id === fields.cloudId)
    if (cloud === undefined || create.isPending) return
    create.mutate(
      { ...fields, cloud },
      {
        onSuccess: (operation, { name }) => {
          announce(words.created(name))
          const id = folderIdOf(operation)
          if (id !== undefined) {
            // The page of a folder that the list does not have would be "not found".
            client.setQueryData(folderQueries.all().queryKey, (folders = []) => [
              ...folders.filter((folder) => folder.id !== id),
              newFolderOf(id, cloud, fields),
            ])
          }
          onCreated(id)
        },
        onError: (failure) => {
          if (isTaken(failure)) form.setError('name', { message: words.nameTaken }, { shouldFocus: true })
        },
      },
    )
  })

  return (
    <FormDialog
      title={words.title}
      submit={{ label: m.action.create, onSubmit: () => void submit() }}
      request={{ ...state, pendingLabel: m.action.creating, error: isTaken(create.error) ? null : error }}
      leave={{ onClose, dirty: isDirty }}
    >
      {clouds.length > 1 && (
        <TextField
          select
          label={words.cloud}
          value={cloudId}
          onChange={(event) => form.setValue('cloudId', event.target.value, { shouldDirty: true })}
          slotProps={{ select: { translate: 'no' } }}
        >
          {clouds.map(({ id, name }) => (
            <MenuItem key={id} value={id} translate="no">
              {name}
            </MenuItem>
          ))}
        </TextField>
      )}
      <TextField
        label={m.serviceAccounts.name}
        required
        inputRef={focusOnArrival}
        autoComplete="off"
        error={errors.name !== undefined}
        helperText={errors.name?.message ?? m.serviceAccounts.nameHelp}
        slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none' } }}
        {...form.register('name', {
          validate: (text) => checkField(m, nameSchema, text, m.serviceAccounts.nameHelp),
        })}
      />
      <DescriptionField
        text={description}
        size={characters(description)}
        limit={descriptionMax}
        problem={errors.description?.message}
        help={words.descriptionHelp}
        {...form.register('description', { validate: (text) => checkField(m, descriptionSchema, text) })}
      />
      <EquivalentCode
        request={{
          id: 'createFolder',
          body: { cloudId, name: typedName || missing.name, ...(description !== '' && { description }) },
        }}
      />
    </FormDialog>
  )
}
