import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PlanView } from '../commissions/queries.ts';
import { api } from '../ui/api.ts';
import { Fact } from '../ui/fact.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { tellFailed } from '../ui/toast.tsx';
import type { OfferRow } from './queries.ts';

const WHOLE_BASIS_POINTS = 10_000;

interface OfferCardProps {
  offer: OfferRow;
  plans: PlanView[] | undefined;
  /** Absent for those who may not change offers. */
  onEdit?: () => void;
}

/** One offer: where it leads, what it pays, and by which rules. */
export function OfferCard({ offer, plans, onEdit }: OfferCardProps) {
  const { t } = useTranslation();
  const plan = planOf(offer.id, plans ?? []);
  const format = useFormat();
  const winnerPart = offer.winnerBasisPoints / WHOLE_BASIS_POINTS;
  const label = (field: string) => t(`affiliates:offer.${field}`);
  return (
    <Panel
      title={
        <Group gap="xs">
          {offer.name}
          <OfferState offer={offer} />
        </Group>
      }
      detail={offer.description}
      actions={onEdit && <OfferActs offer={offer} onEdit={onEdit} />}
    >
      <Stack gap={6}>
        <Text size="sm" fw={500}>
          {plans && (plan?.sentence ?? t('affiliates:offers.noPlan'))}
        </Text>
        {offer.friendGets && <Text size="sm">{offer.friendGets}</Text>}
        <Fact label={label('destinationUrl')}>
          <Anchor inherit href={offer.destinationUrl} target="_blank" rel="noreferrer">
            {offer.destinationUrl}
          </Anchor>
        </Fact>
        <Fact label={label('plan')}>{plan?.name}</Fact>
        <Fact label={label('windowDays')} term="cookieWindow">
          {t('affiliates:offers.days', { count: offer.windowDays })}
        </Fact>
        <Fact label={label('decides')}>{t(`affiliates:offers.decides.${decidingOrder(offer)}`)}</Fact>
        <Fact label={label('bought')}>
          {t(offer.isLifetime ? 'affiliates:offers.kept' : 'affiliates:offers.decidedAnew')}
        </Fact>
        <Fact label={label('sharing')}>
          {t(`affiliates:sharing.${winnerPart < 1 ? 'shared' : 'whole'}`, {
            part: format.percent(winnerPart, 2),
            rest: format.percent(1 - winnerPart, 2),
          })}
        </Fact>
        <Fact label={label('existing')}>
          {t(offer.protectsCustomers ? 'affiliates:offers.protected' : 'affiliates:offers.notProtected')}
        </Fact>
        <Fact label={label('registered')}>
          {t(`affiliates:offers.${offer.dealFirst ? 'dealsFirst' : 'dealsLast'}`, { count: offer.dealDays })}
        </Fact>
        <Fact label={label('approvalRule')}>{t(`affiliates:approvalRule.${offer.approvalRule}`)}</Fact>
        <Fact label={label('terms')}>
          {offer.terms.text === ''
            ? t('affiliates:offers.noTerms')
            : t('affiliates:offers.termsVersion', { version: offer.terms.version })}
        </Fact>
      </Stack>
    </Panel>
  );
}

/** The plan under which an offer's next sale is booked: its own, else the default. */
export function planOf(offerId: string, plans: PlanView[]): PlanView | undefined {
  return plans.find(({ offerIds }) => offerIds.includes(offerId)) ?? plans.find(({ isDefault }) => isDefault);
}

function decidingOrder({ couponFirst, clickModel }: OfferRow): string {
  return couponFirst ? `coupon_${clickModel}` : `${clickModel}_coupon`;
}

function OfferState({ offer }: { offer: OfferRow }) {
  const { t } = useTranslation();
  const state = offer.status === 'archived' ? 'archived' : offer.isOpen ? 'open' : 'closed';
  return (
    <Badge
      variant={state === 'open' ? 'light' : 'default'}
      color={state === 'open' ? 'teal' : 'gray'}
      tt="none"
    >
      {t(`affiliates:offers.state.${state}`)}
    </Badge>
  );
}

function OfferActs({ offer, onEdit }: { offer: OfferRow; onEdit(): void }) {
  const { t } = useTranslation();
  const isArchived = offer.status === 'archived';
  const archive = useMutation({
    mutationFn: () =>
      api.patch<unknown>(`/offers/${offer.id}`, { status: isArchived ? 'active' : 'archived' }),
    onError: tellFailed,
  });
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        loading={archive.isPending}
        onClick={() => archive.mutate()}
      >
        {t(isArchived ? 'affiliates:offers.restore' : 'affiliates:offers.archive')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={onEdit}>
        {t('action.edit')}
      </Button>
    </>
  );
}
