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
    changedBlock: 'Внесите те же изменения в блок вашей конфигурации и примените её.',
    cloudToken: 'Запишите в переменную IAM_TOKEN вывод команды yc iam create-token.',
    currentValues: 'Здесь текущие значения. Измените нужные.',
    expiryStaysInTerraform:
      'Провайдер Terraform не умеет снимать срок действия: пустая дата вызывает ошибку. Задайте более поздний срок или используйте другой инструмент.',
    keyToFile: 'Ответ вместе с секретом запишется в файл api_key.yaml.',
    keyNotImported: 'Terraform не может импортировать API-ключ, созданный без него.',
    limit: 'Выводит до 1\u00a0000 записей.',
    listNotInTerraform: 'В Terraform нет источника данных для этого списка.',
    lockboxSecret: 'Terraform запишет секретный ключ в ваш секрет Lockbox, а не в файл состояния.',
    needsHttps: 'Инструменту нужен HTTPS, а эта страница открыта по HTTP.',
    nothingChanged: 'Изменений пока нет.',
    ownTools: 'Подробности: docs/your-own-tools.md.',
    privateAuthority:
      'Если сертификат сервера выдан частным центром сертификации, укажите его PEM-файл в переменной GRPC_DEFAULT_SSL_ROOTS_FILE_PATH.',
    removeBlock: 'Удалите блок и из конфигурации, иначе следующий apply создаст ресурс заново.',
    sdkVersion: 'Для SDK версии 3.',
    secretInAnswer: 'Ответ содержит секрет. Повторно получить его нельзя.',
    secretInState: 'Terraform хранит секрет в файле состояния. Секрет увидят все, у кого есть доступ к файлу.',
    suspendNotInSdk: 'Node SDK пока не может блокировать и разблокировать аккаунты. Используйте другой инструмент.',
    suspendNotInTerraform:
      'Terraform не может блокировать и разблокировать аккаунты: он только читает статус. Используйте другой инструмент.',
    terraformSetUp:
      'Добавьте первую строку без # в конфигурацию один раз. Запишите IAM-токен или токен администратора в переменную YC_TOKEN.',
    token: 'Запишите IAM-токен или токен администратора в переменную IAM_TOKEN.',
    ycSetUp: 'Выполните первую строку без # один раз, в отдельном профиле yc для этого сервера.',
  },
} satisfies Messages['code']
