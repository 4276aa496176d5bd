import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { dealQuery } from '../deals/queries.ts';
import { valuesOfDeal, valuesOfQuote } from './form-values.ts';
import { quoteQuery, quotesOfQuery } from './queries.ts';
import { QuoteForm } from './quote-form.tsx';

const newRoute = getRouteApi('/shell/quotes/new');
const editRoute = getRouteApi('/shell/quotes/$quoteId/edit');

export function NewQuotePage() {
  const { t } = useTranslation();
  const { deal } = newRoute.useSearch();
  return deal ? (
    <NewQuote dealId={deal} />
  ) : (
    <EmptyState title={t('quotes:form.noDeal')} detail={t('quotes:form.noDealDetail')} />
  );
}

/** The words of the quote that was made last are a beginning for the next. */
function NewQuote({ dealId }: { dealId: string }) {
  const { t, i18n } = useTranslation();
  const latest = useQuery(quotesOfQuery({ limit: 1 }));
  const latestId = latest.data?.data[0]?.id;
  const before = useQuery({ ...quoteQuery(latestId ?? ''), enabled: latestId !== undefined });
  const deal = useQuery(dealQuery(dealId));
  const isReady = latest.isFetched && (latestId === undefined || before.isFetched);
  return (
    <Loaded query={deal}>
      {(known) => (
        <>
          <PageHeader
            above={[
              { label: t('deals:title'), to: '/deals' },
              { label: known.name, to: '/deals/$dealId', params: { dealId } },
            ]}
            title={t('quotes:form.titleNew')}
            detail={t('quotes:form.detail')}
          />
          {isReady && (
            <QuoteForm
              dealId={dealId}
              values={valuesOfDeal(known, before.data ?? null, i18n.language === 'th' ? 'th' : 'en')}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

export function EditQuotePage() {
  const { t } = useTranslation();
  const { quoteId } = editRoute.useParams();
  return (
    <Loaded query={useQuery({ ...quoteQuery(quoteId), refetchOnMount: 'always' })}>
      {(quote) => (
        <>
          <PageHeader
            above={[
              { label: t('quotes:title'), to: '/quotes' },
              { label: quote.title, to: '/quotes/$quoteId', params: { quoteId } },
            ]}
            title={t('quotes:form.titleEdit', { title: quote.title })}
            detail={t('quotes:form.detail')}
          />
          {quote.state === 'draft' ? (
            <QuoteForm key={quote.id} known={quote} dealId={quote.dealId} values={valuesOfQuote(quote)} />
          ) : (
            <EmptyState title={t('quotes:form.isSent')} detail={t('quotes:form.isSentDetail')} />
          )}
        </>
      )}
    </Loaded>
  );
}
