import { Modal, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanView } from '../commissions/queries.ts';
import { queryClient } from '../shell/query-client.ts';
import { useCan, useSession } from '../shell/session.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { discountOf, friendOf } from './friend-values.ts';
import { planOf } from './offer-card.tsx';
import { OfferFields, type OfferValues } from './offer-fields.tsx';
import { assignPlan, type OfferRow, saveOffer } from './queries.ts';

const DEFAULT_WINDOW_DAYS = 90;
const WHOLE_BASIS_POINTS = 10_000;
const BASIS_POINTS_PER_PERCENT = 100;

interface OfferDialogProps {
  /** Null makes a new one. */
  offer: OfferRow | null;
  plans: PlanView[];
  onClose(): void;
}

/** An offer and the plan by which it pays. */
export function OfferDialog({ offer, plans, onClose }: OfferDialogProps) {
  const { t } = useTranslation();
  const { workspace } = useSession();
  // Kept, so that a second try after a plan that was refused does not make a second offer.
  const [savedId, setSavedId] = useState(offer?.id ?? null);
  const planBefore = planOf(offer?.id ?? '', plans)?.id ?? null;
  const [planId, setPlanId] = useState(planBefore);
  const { form, onSubmit, isSending, refusal } = useServerForm<OfferValues>(
    { initialValues: valuesOf(offer, workspace.currency) },
    async ({ windowDays, dealDays, winnerPercent, friend, ...values }) => {
      const numbers = {
        windowDays: Number(windowDays),
        dealDays: Number(dealDays),
        winnerBasisPoints: Math.round(Number(winnerPercent) * BASIS_POINTS_PER_PERCENT),
        friendDiscount: discountOf(friend),
      };
      const { id } = await saveOffer(savedId, { ...values, ...numbers });
      setSavedId(id);
      if (planId && planId !== planBefore) await assignPlan(id, planId);
      await queryClient.invalidateQueries();
      tellDone(t('affiliates:saved'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={offer ? offer.name : t('affiliates:offers.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <OfferFields form={form} />
          <PlanChoice plans={plans} planId={planId} onChange={setPlanId} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}

interface PlanChoiceProps {
  plans: PlanView[];
  planId: string | null;
  onChange(planId: string | null): void;
}

function PlanChoice({ plans, planId, onChange }: PlanChoiceProps) {
  const { t } = useTranslation();
  const can = useCan();
  const choices = plans.filter(({ id, archivedAt }) => archivedAt === null || id === planId);
  return (
    <Select
      label={t('affiliates:offer.plan')}
      description={plans.find(({ id }) => id === planId)?.sentence ?? t('affiliates:offers.noPlan')}
      data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      value={planId}
      onChange={onChange}
      allowDeselect={false}
      disabled={!can('commissions.write')}
    />
  );
}

function valuesOf(offer: OfferRow | null, currency: string): OfferValues {
  return {
    name: offer?.name ?? '',
    description: offer?.description ?? '',
    destinationUrl: offer?.destinationUrl ?? '',
    allowedHosts: offer?.allowedHosts ?? [],
    utmTemplate: offer?.utmTemplate ?? '',
    windowDays: offer?.windowDays ?? DEFAULT_WINDOW_DAYS,
    winnerPercent: (offer?.winnerBasisPoints ?? WHOLE_BASIS_POINTS) / BASIS_POINTS_PER_PERCENT,
    couponFirst: offer?.couponFirst ?? true,
    clickModel: offer?.clickModel ?? 'last',
    isLifetime: offer?.isLifetime ?? true,
    protectsCustomers: offer?.protectsCustomers ?? false,
    dealDays: offer?.dealDays ?? DEFAULT_WINDOW_DAYS,
    dealFirst: offer?.dealFirst ?? true,
    approvalRule: offer?.approvalRule ?? 'manual',
    isOpen: offer?.isOpen ?? true,
    friend: friendOf(offer, currency),
    termsText: offer?.terms.text ?? '',
  };
}
