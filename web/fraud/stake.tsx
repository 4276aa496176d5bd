import { Money } from '../ui/money.tsx';
import type { CaseRow } from './queries.ts';

/** The commission that a case concerns and that is not paid, by currency. */
export function Stake({ stake }: Pick<CaseRow, 'stake'>) {
  if (stake.length === 0) return <>–</>;
  return stake.map(({ currency, amountMinor }, index) => (
    <span key={currency}>
      {index > 0 && ' + '}
      <Money amountMinor={amountMinor} currency={currency} />
    </span>
  ));
}
