import type { Messages } from '#console/i18n/en.ts'

export const code = {
  title: 'Эквивалентный код',
  show: 'Показать код',
  tool: 'Инструмент',
  region: (tool: string) => `Код для ${tool}`,
  copy: 'Скопировать код',
  copied: 'Код скопирован',
  close: 'Закрыть',
  lockbox: 'Хранить секрет в Lockbox',
  action: {
    label: 'Действие',
    createAgain: 'Создать заново',
    edit: 'Редактировать',
    suspend: 'Приостановить',
    reactivate: 'Возобновить',
    delete: 'Удалить',
    list: 'Список',
  },
  note: {
    accountExpiryNotInSdk: 'Node SDK пока не знает срока действия сервисного аккаунта. Возьмите другой инструмент.',
    blockName: 'Подставьте имя, которое у блока в вашей конфигурации.',
    changedBlock: 'Приведите блок в конфигурации к такому виду и примените её.',
    cloud: 'Работает с самим Yandex Cloud, а не с этим сервером.',
    currentValues: 'Здесь нынешние значения: поменяйте нужные.',
    expiryStaysInTerraform:
      'Провайдер Terraform не умеет убирать срок: на пустой дате он завершается с ошибкой. Задайте более поздний срок или возьмите другой инструмент.',
    keyToFile: 'Ответ вместе с секретом попадёт в файл api_key.yaml.',
    keyNotImported: 'Ключ, созданный не в Terraform, под его управление не перевести.',
    limit: 'Выводит до 1000 записей.',
    listNotInTerraform: 'В Terraform нет источника данных с таким списком.',
    lockboxSecret: 'Секрет попадёт в запись вашего секрета Lockbox и не останется в состоянии Terraform.',
    nothingChanged: 'Пока ничего не изменено.',
    ownToken: 'Запрос идёт к этому серверу с IAM-токеном или токеном администратора из переменной IAM_TOKEN.',
    removeBlock: 'Уберите блок и из конфигурации, иначе следующий apply создаст всё заново.',
    secretInAnswer: 'Секрет приходит в ответе, один раз.',
    secretInState: 'Секрет останется в состоянии Terraform и будет виден всем, кто может его читать.',
    suspendNotInSdk: 'Node SDK пока не умеет приостанавливать и возобновлять. Возьмите другой инструмент.',
    suspendNotInTerraform:
      'Terraform не умеет приостанавливать и возобновлять: статус он только читает. Возьмите другой инструмент.',
    tokenVariable: 'Для SDK версии 3 с IAM-токеном в переменной IAM_TOKEN: его выводит yc iam create-token.',
  },
} satisfies Messages['code']
