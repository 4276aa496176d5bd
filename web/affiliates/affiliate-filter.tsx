import { AffiliatePicker } from './affiliate-picker.tsx';

interface AffiliateFilterProps {
  affiliateId: string | undefined;
  onChange(filter: { affiliateId: string | undefined }): void;
}

/** Narrows a list to what one affiliate brought: the `picker` of a filter bar. */
export function AffiliateFilter({ affiliateId, onChange }: AffiliateFilterProps) {
  return (
    <AffiliatePicker
      size="xs"
      value={affiliateId ?? null}
      onChange={(id) => onChange({ affiliateId: id ?? undefined })}
    />
  );
}
