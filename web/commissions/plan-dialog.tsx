import { Checkbox, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../shell/session.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { MoreTerms } from './more-terms.tsx';
import { PlanSimulation } from './plan-simulation.tsx';
import { editOf, termsOf, valuesOf } from './plan-values.ts';
import { PlanVersions } from './plan-versions.tsx';
import { PlanWords } from './plan-words.tsx';
import { type PlanView, useSavePlan } from './queries.ts';
import { StartFields } from './start-fields.tsx';

interface PlanDialogProps {
  /** Null makes a new one. */
  plan: PlanView | null;
  onClose(): void;
}

/** The terms of a plan; saving changed terms makes its next version. */
export function PlanDialog({ plan, onClose }: PlanDialogProps) {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const save = useSavePlan();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: valuesOf(plan, workspace.currency) },
    async (values) => {
      await save(plan?.id ?? null, editOf(values));
      tellDone(t('commissions:plans.saved'));
      onClose();
    },
  );
  const { kind, recurrence, currency } = form.values;
  const choice = (name: string) => ({ value: name, label: t(`commissions:plans.${name}`) });
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={plan ? plan.name : t('commissions:plans.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput label={t('commissions:plans.name')} required {...form.getInputProps('name')} />
          <Group grow align="flex-start">
            <Select
              label={t('commissions:plans.kind')}
              data={['percent', 'flat'].map(choice)}
              allowDeselect={false}
              {...form.getInputProps('kind')}
            />
            {kind === 'percent' ? (
              <NumberInput
                label={t('commissions:plans.rate')}
                suffix="%"
                min={0.01}
                max={100}
                decimalScale={2}
                required
                {...form.getInputProps('ratePercent')}
              />
            ) : (
              <NumberInput
                label={`${t('commissions:plans.amount')} (${currency})`}
                min={0}
                decimalScale={2}
                required
                {...form.getInputProps('flatAmount')}
              />
            )}
          </Group>
          <Group grow align="flex-start">
            <Select
              label={t('commissions:plans.recurrence')}
              data={['once', 'months', 'lifetime'].map(choice)}
              allowDeselect={false}
              {...form.getInputProps('recurrence')}
            />
            {recurrence === 'months' && (
              <NumberInput
                label={t('commissions:plans.monthCount')}
                min={1}
                max={120}
                required
                {...form.getInputProps('recurrenceMonths')}
              />
            )}
          </Group>
          <NumberInput
            label={t('commissions:plans.hold')}
            description={t('commissions:plans.holdHint')}
            min={0}
            max={365}
            required
            {...form.getInputProps('holdDays')}
          />
          <Checkbox
            label={t('commissions:plans.approval')}
            {...form.getInputProps('needsApproval', { type: 'checkbox' })}
          />
          <MoreTerms form={form} />
          {plan && <StartFields form={form} />}
          <PlanWords terms={termsOf(form.values)} />
          <PlanSimulation planId={plan?.id} terms={termsOf(form.values)} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('commissions:plans.save')}</SubmitButton>
          {plan && <PlanVersions planId={plan.id} />}
        </Stack>
      </form>
    </Modal>
  );
}
