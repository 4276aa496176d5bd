import { useMutation } from '@tanstack/react-query';
import type { Invoice, WrittenInvoices } from '../../../server/payouts/papers/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified, type Query } from '../../ui/api.ts';
import { usePages } from '../../ui/pages.ts';
import { tellFailed } from '../../ui/toast.tsx';

export type InvoiceRow = Jsonified<Invoice>;

/** @param path `/invoices` for staff, `/portal/invoices` for one's own. */
export function useInvoices(path: string, query: Query = {}) {
  return usePages<Invoice>(path, query);
}

export function useWriteInvoices(payoutId: string) {
  return useMutation({
    mutationFn: () => api.post<WrittenInvoices>(`/payouts/${payoutId}/invoices`),
    onSuccess: () => queryClient.invalidateQueries(),
    onError: tellFailed,
  });
}

export function correctInvoice(id: string, reason: string) {
  return api.post(`/invoices/${id}/correction`, { reason });
}
