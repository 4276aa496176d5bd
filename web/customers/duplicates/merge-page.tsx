import { Button, Group, Radio, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channelWords } from '../../../locales/channel-words.ts';
import type { Choices, MergePreview, Side } from '../../../server/customers/merges/schema.ts';
import { useCan } from '../../shell/session.ts';
import type { Jsonified } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { useFormat } from '../../ui/format.ts';
import { NoData } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Loaded, NotFoundState } from '../../ui/states.tsx';
import classes from './duplicates.module.css';
import { type PairOfRecords, useMerge, useMergePreview } from './queries.ts';

const route = getRouteApi('/shell/duplicates/merge');
type Preview = Jsonified<MergePreview>;
type FieldRow = Preview['fields'][number];
const SIDES = ['kept', 'merged'] as const;

/** Two records beside each other, and which value of each field stays. */
export function MergePage() {
  const { object = 'account', keptId = '', mergedId = '' } = route.useSearch();
  const pair = { object, keptId, mergedId };
  const preview = useMergePreview(pair);
  if (!keptId || !mergedId) return <NotFoundState />;
  return (
    <Loaded query={preview}>
      {(data) => <MergeForm key={`${keptId} ${mergedId}`} pair={pair} preview={data} />}
    </Loaded>
  );
}

function MergeForm({ pair, preview }: { pair: PairOfRecords; preview: Preview }) {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = route.useNavigate();
  const [choices, choose] = useState<Choices>({});
  const object = pair.object === 'person' ? 'person' : 'account';
  const merge = useMerge(() => navigate({ to: '/duplicates', search: { object } }));
  const { kept, merged } = preview;
  const shown = preview.fields.filter((field) => field.kept !== null || field.merged !== null);
  return (
    <>
      <PageHeader
        title={t('duplicates:merge.title', { keptName: kept.name, mergedName: merged.name })}
        above={[{ label: t('duplicates:title'), to: '/duplicates' }]}
        detail={t('duplicates:merge.detail')}
        actions={
          <Button
            variant="default"
            leftSection={<IconArrowsExchange size={16} />}
            onClick={() =>
              navigate({ search: { object, keptId: pair.mergedId, mergedId: pair.keptId }, replace: true })
            }
          >
            {t('duplicates:merge.swap')}
          </Button>
        }
      />
      <Panel>
        <div className={classes.fields}>
          <div className={classes.head}>
            <span />
            <RecordHead label={t('duplicates:merge.kept')} record={kept} />
            <RecordHead label={t('duplicates:merge.merged')} record={merged} />
          </div>
          {shown.map((field) => (
            <FieldChoice
              key={field.field}
              object={object}
              field={field}
              side={choices[field.field] ?? field.suggested}
              onChoose={(side) => choose({ ...choices, [field.field]: side })}
            />
          ))}
        </div>
        <Group justify="space-between" mt="lg">
          <Text size="sm" c="dimmed" maw={560}>
            {t('duplicates:merge.what')}
          </Text>
          {can('accounts.write') && (
            <Button loading={merge.isPending} onClick={() => merge.mutate({ ...pair, object, choices })}>
              {t('duplicates:act.merge')}
            </Button>
          )}
        </Group>
      </Panel>
    </>
  );
}

function RecordHead({ label, record }: { label: string; record: Preview['kept'] }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fw={600}>{record.name}</Text>
      <Text size="xs" c="dimmed">
        {t('duplicates:merge.changed')} <DateTime at={record.updatedAt} />
      </Text>
    </div>
  );
}

interface FieldChoiceProps {
  object: 'account' | 'person';
  field: FieldRow;
  side: Side;
  onChoose(side: Side): void;
}

function FieldChoice({ object, field, side, onChoose }: FieldChoiceProps) {
  const { t } = useTranslation();
  const builtIn = object === 'person' && field.field === 'name' ? 'personName' : field.field;
  const name = field.name ?? t(`duplicates:field.${builtIn}`);
  if (field.isSame)
    return (
      <div className={classes.row}>
        <Text size="sm" c="dimmed">
          {name}
        </Text>
        <Text size="sm" className={classes.both}>
          <FieldValue field={field} side="kept" />{' '}
          <Text span size="xs" c="dimmed">
            {t('duplicates:merge.same')}
          </Text>
        </Text>
      </div>
    );
  return (
    <Radio.Group aria-label={name} value={side} onChange={(value) => onChoose(value as Side)}>
      <div className={classes.row}>
        <Text size="sm" c="dimmed" aria-hidden>
          {name}
        </Text>
        {SIDES.map((value) => (
          <Radio key={value} value={value} size="sm" label={<FieldValue field={field} side={value} />} />
        ))}
      </div>
    </Radio.Group>
  );
}

function FieldValue({ field, side }: { field: FieldRow; side: Side }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const value = field[side];
  if (value === null) return <NoData />;
  const text = field[`${side}Text`];
  if (text) return text;
  if (field.field === 'stage') return t(`customers:stage.${value}`);
  if (field.field === 'channel') return channelWords(t, String(value));
  if (field.field === 'country') return format.country(String(value));
  if (field.field === 'signedUpAt' || field.field === 'onboardedAt') return <DateTime at={String(value)} />;
  return String(value);
}
