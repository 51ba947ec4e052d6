import type { newFolder as english } from '../en/new-folder.ts'

export const newFolder = {
  title: 'Создать каталог',
  cloud: 'Облако',
  nameTaken: 'Каталог с таким именем уже есть в облаке. Выберите другое имя.',
  descriptionHelp: 'Поможет узнать этот каталог позже.',
  created: (name: string) => `Каталог ${name} создан`,
} satisfies typeof english
