import { ActionIcon, Badge, Button, Code, Group, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FieldObject } from '../../../server/customers/fields/kinds.ts';
import { api } from '../../ui/api.ts';
import { Count } from '../../ui/numbers.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { type FieldRow, readFieldsAgain } from './queries.ts';

interface FieldListProps {
  object: FieldObject;
  fields: FieldRow[];
  onEdit(field: FieldRow): void;
}

/** The fields of one kind of record in their order, moved by buttons, archived ones among them. */
export function FieldList({ object, fields, onEdit }: FieldListProps) {
  const { t } = useTranslation();
  return (
    <SimpleTable
      label={t(`fields:object.${object}`)}
      rows={fields}
      rowKey={({ id }) => id}
      columns={[
        {
          ...{ id: 'name', label: t('fields:field.name'), isTitle: true },
          cell: (field) => <FieldName field={field} />,
        },
        {
          ...{ id: 'type', label: t('fields:field.type') },
          cell: ({ type }) => t(`fields:type.${type}`),
        },
        { id: 'key', label: t('fields:field.key'), cell: ({ key }) => <Code>{key}</Code> },
        {
          ...{ id: 'used', label: t('fields:field.used'), align: 'right' },
          cell: ({ usedCount }) => <Count value={usedCount} />,
        },
        {
          ...{ id: 'acts', label: t('fields:acts'), isLabelHidden: true, align: 'right' },
          cell: (field) => <FieldActs object={object} fields={fields} field={field} onEdit={onEdit} />,
        },
      ]}
    />
  );
}

function FieldName({ field }: { field: FieldRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Group gap="xs">
        {field.name}
        {field.archivedAt && (
          <Badge variant="light" color="gray" tt="none">
            {t('fields:archived')}
          </Badge>
        )}
      </Group>
      {field.help && (
        <Text size="xs" c="dimmed" fw={400}>
          {field.help}
        </Text>
      )}
    </>
  );
}

function FieldActs({ object, fields, field, onEdit }: FieldListProps & { field: FieldRow }) {
  const { t } = useTranslation();
  const { name } = field;
  const address = `/fields/${field.id}/archival`;
  const place = fields.indexOf(field);
  const options = { onSuccess: readFieldsAgain, onError: tellFailed };
  const move = useMutation({
    ...options,
    mutationFn: (to: number) => {
      const ids = fields.map(({ id }) => id);
      return api.put('/fields/order', { object, ids: ids.toSpliced(place, 1).toSpliced(to, 0, field.id) });
    },
  });
  const restore = useMutation({ ...options, mutationFn: () => api.delete(address) });
  const archive = useMutation({
    mutationFn: () => api.post(address),
    onSuccess: async () => {
      await readFieldsAgain();
      tellDone(t('fields:isArchived', { name }), () => restore.mutate());
    },
    onError: tellFailed,
  });
  const button = { variant: 'subtle', color: 'gray', size: 32 } as const;
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <ActionIcon
        {...button}
        disabled={place === 0 || move.isPending}
        aria-label={t('fields:up', { name })}
        onClick={() => move.mutate(place - 1)}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        {...button}
        disabled={place === fields.length - 1 || move.isPending}
        aria-label={t('fields:down', { name })}
        onClick={() => move.mutate(place + 1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
      {field.archivedAt ? (
        <Button size="compact-sm" variant="default" onClick={() => restore.mutate()}>
          {t('fields:restore')}
        </Button>
      ) : (
        <>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => archive.mutate()}>
            {t('fields:archive')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => onEdit(field)}>
            {t('action.edit')}
          </Button>
        </>
      )}
    </Group>
  );
}
