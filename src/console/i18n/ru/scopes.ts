import type { Messages } from '#console/i18n/en.ts'

export const scopeAccess = {
  read: 'чтение',
  write: 'запись',
  use: 'вызов',
  manage: 'управление',
} satisfies Messages['scopeAccess']

export const scopes = {
  'yc.ai.foundationModels.execute': 'Все вызовы ИИ: AI Studio, SpeechKit, Translate, Vision OCR',
  'yc.ai.imageGeneration.execute': 'Генерация изображений',
  'yc.ai.languageModels.execute': 'Генерация текста',
  'yc.ai.speechkitStt.execute': 'Распознавание речи',
  'yc.ai.speechkitTts.execute': 'Синтез речи',
  'yc.ai.translate.execute': 'Перевод текста',
  'yc.ai.vision.execute': 'Распознавание текста на изображениях',
  'yc.cloud-registry.artifacts.manage': 'Просмотр, публикация и удаление артефактов',
  'yc.cloud-registry.artifacts.pull': 'Просмотр и скачивание артефактов',
  'yc.cloud-registry.artifacts.push': 'Просмотр и публикация артефактов',
  'yc.datasphere.community-projects.manageResource': 'Управление ресурсами проектов',
  'yc.logging.write': 'Запись в лог-группы',
  'yc.managed-ytsaurus.cluster.use': 'Работа с кластерами',
  'yc.monitoring.manage': 'Чтение и запись метрик',
  'yc.monitoring.read': 'Чтение метрик',
  'yc.monium.logs.write': 'Запись логов',
  'yc.monium.metrics.write': 'Запись метрик',
  'yc.monium.traces.write': 'Запись распределённых трассировок',
  'yc.monium.telemetry.write': 'Запись любой телеметрии по OTLP',
  'yc.postbox.send': 'Отправка писем',
  'yc.search-api.execute': 'Поисковые запросы',
  'yc.serverless.containers.invoke': 'Вызов контейнеров',
  'yc.serverless.functions.invoke': 'Вызов функций',
  'yc.serverless.mcpGateways.invoke': 'Вызов MCP-серверов',
  'yc.serverless.workflows.execute': 'Запуск рабочих процессов',
  'yc.speech-sense.use': 'Работа со SpeechSense',
  'yc.ydb.tables.manage': 'Работа с YDB в режиме PostgreSQL',
  'yc.ydb.topics.manage': 'Работа с Kafka API',
} satisfies Messages['scopes']
