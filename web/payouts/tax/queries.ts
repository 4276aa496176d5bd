import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Company, CompanyChange } from '../../../server/payouts/company/schema.ts';
import type { TaxFormKind } from '../../../server/payouts/tax/rules.ts';
import type { AffiliateTax, OwnTax, TaxChange, TaxTreatment } from '../../../server/payouts/tax/schema.ts';
import { api, type Jsonified } from '../../ui/api.ts';

export type Tax = Jsonified<Omit<AffiliateTax, 'treatment'>>;

/** The address of an affiliate's tax data: staff names the affiliate, in the portal it is one's own. */
export function taxPath(affiliateId?: string): string {
  return affiliateId ? `/affiliates/${affiliateId}/tax` : '/portal/tax';
}

export function useAffiliateTax(affiliateId: string) {
  const path = taxPath(affiliateId);
  return useQuery({ queryKey: [path], queryFn: () => api.get<AffiliateTax>(path) });
}

export function useOwnTax() {
  const path = taxPath();
  return useQuery({ queryKey: [path], queryFn: () => api.get<z.infer<typeof OwnTax>>(path) });
}

export function changeTax(path: string, change: TaxChange) {
  return api.put(path, change);
}

export function changeTreatment(affiliateId: string, treatment: TaxTreatment) {
  return api.put(`/affiliates/${affiliateId}/tax-treatment`, treatment);
}

/** @param path of the tax data to which the form belongs */
export function uploadForm(path: string, kind: TaxFormKind, file: File) {
  const form = new FormData();
  form.append('file', file, file.name);
  return api.post(`${path}-forms?kind=${kind}`, form);
}

export function useCompany() {
  return useQuery({
    queryKey: ['/company'],
    queryFn: () => api.get<{ company: Company | null }>('/company'),
  });
}

export function changeCompany(change: CompanyChange) {
  return api.put('/company', change);
}
