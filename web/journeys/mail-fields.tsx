import {
  Fieldset,
  MultiSelect,
  NumberInput,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type MailStep } from './queries.ts';
import type { ErrorOf } from './step-fields.tsx';
import { WhoseField } from './whose-field.tsx';

const ROLES = ['champion', 'decision_maker', 'influencer', 'user', 'blocker'] as const;
const MAIL_PURPOSES = ['product', 'program', 'news'] as const;
const MAX_DAYS = 730;

interface MailFieldsProps {
  step: MailStep;
  errorOf: ErrorOf;
  onChange(step: MailStep): void;
}

/** To whom a mail goes, in which words, and whether the machine or a person sends it. */
export function MailFields({ step, errorOf, onChange }: MailFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Radio.Group
        label={t('playbooks:form.sentBy')}
        value={step.isAutomatic ? 'machine' : 'person'}
        onChange={(by) => onChange({ ...step, isAutomatic: by === 'machine' })}
      >
        <Stack gap={6} mt={6}>
          <Radio value="machine" label={t('playbooks:form.byMachine')} />
          <Radio value="person" label={t('playbooks:form.byPerson')} />
        </Stack>
      </Radio.Group>
      {!step.isAutomatic && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <WhoseField
            step={step}
            error={errorOf('assigneeId') ?? errorOf('assigneeRole')}
            onChange={(whose) => onChange({ ...step, ...whose })}
          />
          <NumberInput
            label={t('playbooks:form.dueDays')}
            {...{ min: 0, max: MAX_DAYS }}
            allowDecimal={false}
            value={step.dueDays}
            onChange={(value) => onChange({ ...step, dueDays: Number(value) })}
          />
        </SimpleGrid>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <MultiSelect
          label={t('playbooks:form.toRoles')}
          placeholder={step.toRoles.length === 0 ? t('playbooks:form.toRolesNone') : undefined}
          data={ROLES.map((value) => ({ value, label: t(`customers:role.${value}`) }))}
          value={step.toRoles}
          onChange={(toRoles) => onChange({ ...step, toRoles: toRoles as MailStep['toRoles'] })}
          error={errorOf('toRoles')}
        />
        <Select
          label={t('playbooks:form.mailPurpose')}
          description={t('playbooks:form.mailPurposeHint')}
          data={MAIL_PURPOSES.map((value) => ({ value, label: t(`consent:purpose.${value}`) }))}
          value={step.purpose}
          onChange={(purpose) =>
            onChange({ ...step, purpose: (purpose ?? 'product') as MailStep['purpose'] })
          }
          allowDeselect={false}
        />
      </SimpleGrid>
      {LANGUAGES.map((language) => (
        <WordsFields key={language} {...{ step, errorOf, onChange, language }} />
      ))}
      <Text size="xs" c="dimmed">
        {t('playbooks:form.placeholders')}{' '}
        {
          '{{ person.firstName }}, {{ person.name }}, {{ account.name }}, {{ company.name }}, {{ sender.name }}'
        }
      </Text>
    </>
  );
}

function WordsFields({
  step,
  errorOf,
  onChange,
  language,
}: MailFieldsProps & { language: (typeof LANGUAGES)[number] }) {
  const { t } = useTranslation();
  const words = step.texts[language];
  const isOnly = words !== undefined && Object.keys(step.texts).length === 1;
  const set = (part: { subject?: string; text?: string }) =>
    onChange({ ...step, texts: { ...step.texts, [language]: { subject: '', text: '', ...words, ...part } } });
  const { [language]: _gone, ...others } = step.texts;
  return (
    <Fieldset legend={t(`playbooks:language.${language}`)}>
      <Stack gap="sm">
        <Switch
          label={t('playbooks:form.speaks')}
          checked={words !== undefined}
          disabled={isOnly}
          onChange={({ currentTarget }) =>
            currentTarget.checked ? set({}) : onChange({ ...step, texts: others })
          }
        />
        {words && (
          <>
            <TextInput
              label={t('playbooks:form.subject')}
              required
              lang={language}
              value={words.subject}
              onChange={({ currentTarget }) => set({ subject: currentTarget.value })}
              error={errorOf(`texts.${language}.subject`)}
            />
            <Textarea
              label={t('playbooks:form.text')}
              required
              autosize
              minRows={4}
              lang={language}
              value={words.text}
              onChange={({ currentTarget }) => set({ text: currentTarget.value })}
              error={errorOf(`texts.${language}.text`)}
            />
          </>
        )}
      </Stack>
    </Fieldset>
  );
}
