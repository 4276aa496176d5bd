import { holdPersonData } from '../../customers/index.ts';
import { eraseAffiliates } from './erase-affiliates.ts';

/** What the program knows about people. */
export function holdDataOfProgram(): void {
  holdPersonData([
    {
      ...{ table: 'affiliates.affiliates', topic: 'program' },
      of: { person_id: 'person', email: 'email', id: 'affiliate' },
      gives: { id: 'affiliate', user_id: 'user', email: 'email' },
      erasure: { act: eraseAffiliates, keeps: 'books' },
    },
    {
      ...{ table: 'affiliates.invitations', topic: 'program' },
      of: { person_id: 'person', email: 'email', affiliate_id: 'affiliate' },
      erasure: { removes: true },
    },
    {
      table: 'affiliates.asks',
      topic: 'program',
      of: { person_id: 'person', asked_as: 'person' },
      erasure: { removes: true },
    },
    {
      ...{ table: 'affiliates.terms_acceptances', topic: 'program', of: { affiliate_id: 'affiliate' } },
      erasure: { keeps: 'proof' },
    },
    {
      ...{ table: 'affiliates.affiliates', column: 'recruiter_id' },
      omitted:
        'Whom an affiliate recruited is another person; what it earned the recruiter is in the commissions.',
    },
  ]);
}
