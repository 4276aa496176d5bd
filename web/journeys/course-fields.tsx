import { Anchor, NumberInput, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../ui/api.ts';
import { CriteriaFields } from './criteria-fields.tsx';
import type { PlaybookFormOf } from './form-values.ts';
import { type Criteria, type Definition, entryPreviewQuery } from './queries.ts';

const PAUSE_MS = 400;
const MAX_DAYS = 730;
const MAX_REST = 1_000;
const MAX_STARTS = 10_000;
const MAX_HELD_OUT = 50;
const MAX_PERCENT = 100;

interface FieldsProps {
  form: PlaybookFormOf;
}

/** How the whole definition is changed, and what the server says of its parts. */
function useDefinition(form: PlaybookFormOf) {
  const { definition } = form.values;
  return {
    definition,
    change: (part: Partial<Definition>) => form.setFieldValue('definition', { ...definition, ...part }),
    errorOf: (path: string) => form.errors[`definition.${path}`],
  };
}

export function EntryFields({ form }: FieldsProps) {
  const { t } = useTranslation();
  const { definition, change, errorOf } = useDefinition(form);
  const { entry } = definition;
  return (
    <Stack>
      <Switch
        label={t('playbooks:form.byItself')}
        checked={entry !== null}
        onChange={({ currentTarget }) => change({ entry: currentTarget.checked ? {} : null })}
        error={errorOf('entry')}
      />
      {entry && (
        <>
          <CriteriaFields
            value={entry}
            onChange={(next) => change({ entry: next })}
            errorOf={(name) => errorOf(`entry.${name}`)}
            none={t('playbooks:form.noCondition')}
          />
          {Object.keys(entry).length > 0 && <EntryCount entry={entry} />}
        </>
      )}
    </Stack>
  );
}

/** How many would begin, while the conditions are being set. */
function EntryCount({ entry }: { entry: Criteria }) {
  const { t } = useTranslation();
  const [asked] = useDebouncedValue(entry, PAUSE_MS);
  const { data, error } = useQuery(entryPreviewQuery(asked));
  if (error instanceof ApiProblem)
    return (
      <Text size="sm" c="red">
        {error.message}
      </Text>
    );
  return (
    <Text size="sm" aria-live="polite" component="div">
      {data ? t('playbooks:form.matching', { count: data.count }) : '…'}
      {data && data.examples.length > 0 && ': '}
      {data?.examples.map(({ id, name }, place) => (
        <span key={id}>
          {place > 0 && ', '}
          <Anchor
            inherit
            renderRoot={(props) => <Link to="/accounts/$accountId" params={{ accountId: id }} {...props} />}
          >
            {name}
          </Anchor>
        </span>
      ))}
    </Text>
  );
}

export function SuccessFields({ form }: FieldsProps) {
  const { t } = useTranslation();
  const { definition, change, errorOf } = useDefinition(form);
  const { account = {}, ...growth } = definition.success;
  const set = (part: Partial<Definition['success']>) => {
    const { account: conditions, ...rest } = { ...definition.success, ...part };
    const hasConditions = conditions && Object.keys(conditions).length > 0;
    change({ success: { ...rest, ...(hasConditions && { account: conditions }) } });
  };
  const numberOf = (value: number | string) => (value === '' ? undefined : Number(value));
  return (
    <Stack>
      <CriteriaFields
        value={account}
        onChange={(next) => set({ account: next })}
        errorOf={(name) => errorOf(`success.account.${name}`)}
        none={t('playbooks:form.noSuccess')}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput
          label={t('playbooks:form.mrrGrown')}
          suffix=" %"
          min={0}
          value={growth.mrrGrownPercent ?? ''}
          onChange={(value) => set({ mrrGrownPercent: numberOf(value) })}
          error={errorOf('success.mrrGrownPercent')}
        />
        <NumberInput
          label={t('playbooks:form.healthGrown')}
          min={0}
          max={MAX_PERCENT}
          value={growth.healthGrownBy ?? ''}
          onChange={(value) => set({ healthGrownBy: numberOf(value) })}
          error={errorOf('success.healthGrownBy')}
        />
      </SimpleGrid>
      <Switch
        label={t('playbooks:form.renewed')}
        checked={growth.isRenewed ?? false}
        onChange={({ currentTarget }) => set({ isRenewed: currentTarget.checked || undefined })}
        error={errorOf('success')}
      />
    </Stack>
  );
}

export function ExitFields({ form }: FieldsProps) {
  const { t } = useTranslation();
  const { definition, change, errorOf } = useDefinition(form);
  return (
    <CriteriaFields
      value={definition.exit ?? {}}
      onChange={(next) => change({ exit: Object.keys(next).length > 0 ? next : null })}
      errorOf={(name) => errorOf(`exit.${name}`)}
      none={t('playbooks:form.noExit')}
    />
  );
}

export function LimitFields({ form }: FieldsProps) {
  const { t } = useTranslation();
  const { definition, change, errorOf } = useDefinition(form);
  const field = (name: 'maxDays' | 'maxStartsPerDay' | 'holdoutPercent', min: number, max: number) => (
    <NumberInput
      label={t(`playbooks:form.${name}`)}
      description={t(`playbooks:form.${name}Hint`)}
      {...{ min, max }}
      allowDecimal={false}
      required
      value={definition[name]}
      onChange={(value) => change({ [name]: Number(value) })}
      error={errorOf(name)}
    />
  );
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {field('maxDays', 1, MAX_DAYS)}
      {field('maxStartsPerDay', 1, MAX_STARTS)}
      <NumberInput
        label={t('playbooks:form.restDays')}
        description={t('playbooks:form.restDaysHint')}
        min={0}
        max={MAX_REST}
        allowDecimal={false}
        value={definition.restDays ?? ''}
        onChange={(value) => change({ restDays: value === '' ? null : Number(value) })}
        error={errorOf('restDays')}
      />
      {field('holdoutPercent', 0, MAX_HELD_OUT)}
    </SimpleGrid>
  );
}
