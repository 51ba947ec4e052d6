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
    suspend: 'Заблокировать',
    reactivate: 'Разблокировать',
    delete: 'Удалить',
    list: 'Список',
  },
  note: {
    accountExpiryNotInSdk:
      'Node SDK пока не поддерживает срок действия сервисного аккаунта. Используйте другой инструмент.',
    blockName: 'Замените имя блока на имя из вашей конфигурации.',
    changedBlock: 'Измените блок в конфигурации так же и примените её.',
    cloud: 'Для самого Yandex Cloud, а не для этого сервера.',
    currentValues: 'Здесь текущие значения. Измените нужные.',
    expiryStaysInTerraform:
      'Провайдер Terraform не может снять срок действия: на пустой дате он завершается с ошибкой. Задайте более поздний срок или используйте другой инструмент.',
    keyToFile: 'Ответ вместе с секретом сохраняется в файл api_key.yaml.',
    keyNotImported: 'Terraform не может импортировать API-ключ, который создал не он.',
    limit: 'Выводит до 1000 записей.',
    listNotInTerraform: 'В Terraform нет источника данных для этого списка.',
    lockboxSecret: 'Terraform сохраняет ключ в вашем секрете Lockbox, а не в своём файле состояния.',
    nothingChanged: 'Изменений пока нет.',
    ownToken: 'Для этого сервера. Задайте в переменной IAM_TOKEN IAM-токен или токен администратора.',
    removeBlock: 'Удалите блок и из конфигурации, иначе следующий apply создаст ресурс заново.',
    secretInAnswer: 'Ответ содержит секрет. Повторно получить его нельзя.',
    secretInState: 'Terraform хранит секрет в файле состояния. Его увидит любой, у кого есть доступ к этому файлу.',
    suspendNotInSdk: 'Node SDK пока не может блокировать и разблокировать аккаунты. Используйте другой инструмент.',
    suspendNotInTerraform:
      'Terraform не может блокировать и разблокировать аккаунты: он только читает статус. Используйте другой инструмент.',
    tokenVariable: 'Для SDK версии 3. Задайте в переменной IAM_TOKEN IAM-токен: его выводит yc iam create-token.',
  },
} satisfies Messages['code']
