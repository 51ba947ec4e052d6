/** Creating a folder. */
export const newFolder = {
  title: 'Create folder',
  cloud: 'Cloud',
  nameTaken: 'A folder with this name already exists in the cloud. Choose another name.',
  descriptionHelp: 'Helps you recognise this folder later.',
  created: (name: string) => `Folder ${name} created`,
}
