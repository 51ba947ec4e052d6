import type { Messages } from '#console/i18n/en.ts'
import { ofRows, rows } from './counts.ts'

export const list = {
  loaded: (n: number) => `Загружено: ${rows(n)}`,
  total: rows,
  matches: (n: number, all: number) => `${n.toLocaleString('ru')} из ${ofRows(all)}`,
  nothingMatches: 'Ничего не найдено',
  incomplete: (n: number) => `Загрузилось только начало списка: ${rows(n)}`,
  offline: 'Нет подключения к сети',
  offlineHelp: 'Список загрузится сам, как только связь восстановится.',
  refreshFailed: 'Обновить список не удалось. Показано то, что было раньше.',
  never: 'Никогда',
  none: '—',
  selectAll: 'Выбрать все',
  select: (name: string) => `Выбрать ${name}`,
  selected: (n: number) => `Выбрано: ${n.toLocaleString('ru')}`,
  selectedHidden: (n: number) => `из них скрыто: ${n.toLocaleString('ru')}`,
  clearSelection: 'Снять выделение',
  actions: (name: string) => `Действия для ${name}`,
} satisfies Messages['list']
