import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { z } from 'zod';
import type {
  InvitationOutcome,
  InvitationPreview,
  NewInvitations,
  Recipient,
} from '../../server/affiliates/schema/invitation.ts';
import type { Offer } from '../../server/affiliates/schema/offer.ts';
import type {
  ExcludedAccount,
  Freshness,
  RankedAccount,
  RankingDetail,
} from '../../server/success/schema/ranking.ts';
import { queryClient } from '../shell/query-client.ts';
import { api, type Jsonified, type Page, type Query } from '../ui/api.ts';
import { usePages } from '../ui/pages.ts';

const ASK_EVERY_MS = 2_000;

export type RankedRow = Jsonified<RankedAccount>;
export type ExcludedRow = Jsonified<ExcludedAccount>;
export type RankingFreshness = Jsonified<z.infer<typeof Freshness>>;

/** Somebody to ask, with the account they are asked for. */
export interface Candidate extends Recipient {
  name: string;
  accountName: string;
}

/** The first person to ask of a ranked account; none when there is nobody with an address. */
export function candidateOf({ account, people }: Pick<RankedRow, 'account' | 'people'>): Candidate[] {
  const [person] = people;
  if (!person) return [];
  return [
    {
      personId: person.personId,
      accountId: account.id,
      name: person.name ?? person.email ?? '',
      accountName: account.name,
    },
  ];
}

/** The ranking of a segment, page by page, and how fresh it is. Read again when it has been made anew. */
export function useRanking(segment: Query) {
  const pages = usePages<RankedAccount>('/ranking', segment);
  const freshness = useQuery({
    queryKey: ['/ranking', 'freshness', segment],
    queryFn: () =>
      api.get<Page<RankedAccount> & { freshness: z.infer<typeof Freshness> }>('/ranking', {
        ...segment,
        limit: 1,
      }),
    select: (page) => page.freshness as RankingFreshness,
    refetchInterval: ({ state }) => (state.data?.freshness.isBeingMade ? ASK_EVERY_MS : false),
  });
  const refreshedAt = freshness.data?.refreshedAt;
  const shown = useRef(refreshedAt);
  useEffect(() => {
    if (shown.current && refreshedAt !== shown.current)
      void queryClient.invalidateQueries({ queryKey: ['/ranking'] });
    shown.current = refreshedAt;
  }, [refreshedAt]);
  return { pages, freshness: freshness.data };
}

export function useExcluded(query: Query) {
  return usePages<ExcludedAccount>('/ranking/excluded', query);
}

export function useRankingDetail(accountId: string | undefined) {
  return useQuery({
    queryKey: ['/ranking', accountId],
    queryFn: () => api.get<RankingDetail>(`/ranking/${accountId}`),
    enabled: accountId !== undefined,
  });
}

export function useActiveOffers(isEnabled: boolean) {
  return useQuery({
    queryKey: ['/offers', 'active'],
    queryFn: () => api.get<Page<Offer>>('/offers', { status: 'active', limit: 100 }),
    enabled: isEnabled,
    select: (page) => page.data,
  });
}

/** Whom one could ask of an account, as it is ranked now. */
export async function askRankedPeople(accountId: string): Promise<{ personId: string }[]> {
  return (await api.get<RankingDetail>(`/ranking/${accountId}`)).people;
}

/** The mail as the first of the invited would get it. */
export function useInvitationPreview(offerId: string | null, candidate: Candidate | undefined) {
  return useQuery({
    queryKey: ['/affiliate-invitations/preview', offerId, candidate?.personId],
    queryFn: () =>
      api.post<InvitationPreview>('/affiliate-invitations/preview', {
        offerId,
        personId: candidate?.personId,
        accountId: candidate?.accountId,
      }),
    enabled: offerId !== null && candidate !== undefined,
  });
}

/** Sends the mails; who may not be asked is told apart, and the others are still asked. */
export function useInvite() {
  return useMutation({
    mutationFn: (invitations: z.input<typeof NewInvitations>) =>
      api.post<{ data: InvitationOutcome[] }>('/affiliate-invitations', invitations),
  });
}
