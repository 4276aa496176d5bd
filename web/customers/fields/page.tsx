import { Button, Group, Tabs } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FIELD_OBJECTS, type FieldObject } from '../../../server/customers/fields/kinds.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { FieldDialog } from './field-dialog.tsx';
import { FieldList } from './field-list.tsx';
import { type FieldRow, fieldsQuery } from './queries.ts';

const route = getRouteApi('/shell/settings/fields');

/** What a workspace records beside the built-in facts, for each kind of record. */
export function FieldsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const object = FIELD_OBJECTS.find((known) => known === search.object) ?? 'account';
  const [edited, edit] = useState<FieldRow | 'new' | null>(null);
  return (
    <>
      <PageHeader
        title={t('fields:title')}
        detail={t('fields:detail')}
        actions={
          <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
            {t('fields:new')}
          </Button>
        }
      />
      <Tabs
        value={object}
        onChange={(next) => navigate({ search: { object: next ?? undefined }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {FIELD_OBJECTS.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(`fields:object.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {FIELD_OBJECTS.map((known) => (
          <Tabs.Panel key={known} value={known}>
            <FieldsOf object={known} onEdit={edit} />
          </Tabs.Panel>
        ))}
      </Tabs>
      {edited && (
        <FieldDialog object={object} field={edited === 'new' ? null : edited} onClose={() => edit(null)} />
      )}
    </>
  );
}

function FieldsOf({ object, onEdit }: { object: FieldObject; onEdit(field: FieldRow | 'new'): void }) {
  const { t } = useTranslation();
  const fields = useQuery(fieldsQuery(object));
  return (
    <Panel isFlush>
      <Loaded query={fields}>
        {(rows) =>
          rows.length > 0 ? (
            <FieldList object={object} fields={rows} onEdit={onEdit} />
          ) : (
            <EmptyState
              title={t('fields:none.title')}
              detail={t('fields:none.detail')}
              action={
                <Group justify="center">
                  <Button onClick={() => onEdit('new')}>{t('fields:new')}</Button>
                </Group>
              }
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
