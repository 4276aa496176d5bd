import { useTranslation } from 'react-i18next';
import type { Task } from '../../../server/customers/tasks/schema.ts';
import type { Jsonified } from '../../ui/api.ts';
import type { Column } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { NoData } from '../../ui/money.tsx';
import { TaskLine } from './task-line.tsx';

/** What a row of the list says; the tick and the title are one. */
export function useTaskColumns(onOpen: (id: string) => void): Column<Jsonified<Task>>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'title',
      label: t('tasks:field.title'),
      sortBy: 'name',
      isTitle: true,
      cell: (task) => <TaskLine task={task} onOpen={onOpen} isInTable />,
    },
    {
      id: 'assignee',
      label: t('tasks:field.assignee'),
      cell: ({ assigneeName }) => assigneeName ?? t('tasks:nobody'),
    },
    {
      id: 'dueOn',
      label: t('tasks:field.dueOn'),
      sortBy: 'dueOn',
      align: 'right',
      cell: ({ dueOn }) => (dueOn ? <DateTime at={dueOn} /> : <NoData />),
    },
    {
      id: 'createdAt',
      label: t('tasks:field.createdAt'),
      sortBy: 'createdAt',
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
  ];
}
