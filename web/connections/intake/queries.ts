import { queryOptions } from '@tanstack/react-query';
import type {
  PostbackCall,
  PostbackKey,
  WaitingConversion,
} from '../../../server/connections/intake/schema.ts';
import { api, type Jsonified, type Page } from '../../ui/api.ts';

export type KeyView = Jsonified<PostbackKey>;
export type CallView = Jsonified<PostbackCall>;

const SHOWN_CALLS = 50;
/** Somebody sits in front of it and waits for their call. */
const REFRESH_MS = 2_000;

export const postbackKeysQuery = queryOptions({
  queryKey: ['/postback-keys'],
  queryFn: () => api.get<{ data: PostbackKey[] }>('/postback-keys'),
});

export const postbackCallsQuery = queryOptions({
  queryKey: ['/postback-calls'],
  queryFn: () => api.get<Page<PostbackCall>>('/postback-calls', { limit: SHOWN_CALLS }),
  refetchInterval: REFRESH_MS,
});

export type WaitingView = Jsonified<WaitingConversion>;

export const waitingQuery = queryOptions({
  queryKey: ['/waiting-conversions'],
  queryFn: () => api.get<{ data: WaitingConversion[] }>('/waiting-conversions'),
  refetchInterval: REFRESH_MS,
});
