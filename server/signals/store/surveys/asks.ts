import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import type { SurveyKind } from '../../schema/inputs.ts';
import type { Survey, SurveyLanguage } from '../../schema/survey.ts';
import { toStorableJson } from '../storable-json.ts';

export interface NewAsk {
  id: string;
  personId: string;
  accountId: string;
  locale: SurveyLanguage;
  stage: string;
  planTier: string | null;
  healthBand: string;
}

/** Who of these people was asked so lately, by any survey, that they are left alone. */
export async function selectResting(
  workspaceId: string,
  personIds: string[],
  { at, since }: { at: Date; since: Date },
): Promise<Set<string>> {
  const { rows } = await sql<{ personId: string }>`
    select distinct person_id from signals.survey_asks
    where workspace_id = ${workspaceId} and person_id = any(${personIds}::text[])
      and (asked_at > ${since} or rests_until > ${at})`.execute(db());
  return new Set(rows.map(({ personId }) => personId));
}

/** Whoever another wave asks at the same moment is passed over. @returns how many are asked. */
export async function insertAsks(
  workspaceId: string,
  waveId: string,
  asks: NewAsk[],
  { askedAt, restsUntil }: { askedAt: Date; restsUntil: Date },
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into signals.survey_asks (workspace_id, id, wave_id, person_id, asked_as, account_id, locale, stage,
      plan_tier, health_band, asked_at, rests_until)
    select ${workspaceId}, told.id, ${waveId}, told."personId", told."personId", told."accountId", told.locale,
      told.stage, told."planTier", told."healthBand", ${askedAt}::timestamptz, ${restsUntil}::timestamptz
    from jsonb_to_recordset(${toStorableJson(asks)}::jsonb) as told(id text, "personId" text, "accountId" text,
      locale text, stage text, "planTier" text, "healthBand" text)
    order by told."personId"
    on conflict do nothing`.execute(db());
  return Number(numAffectedRows ?? 0);
}

/** Somebody to write to, and what of. */
export interface DueAsk {
  id: string;
  personId: string | null;
  locale: SurveyLanguage;
}

/** Asks without a mail, held until the transaction ends; those that another worker holds are passed over. */
export async function lockUnsent(workspaceId: string, waveId: string, limit: number): Promise<DueAsk[]> {
  const { rows } = await sql<DueAsk>`
    select id, person_id, locale from signals.survey_asks
    where workspace_id = ${workspaceId} and wave_id = ${waveId} and mail_id is null and not is_withdrawn
    order by id limit ${limit} for update skip locked`.execute(db());
  return rows;
}

/** Asks whose mail left unanswered and was not repeated, held in the same way. */
export async function lockUnreminded(workspaceId: string, waveId: string, limit: number): Promise<DueAsk[]> {
  const { rows } = await sql<DueAsk>`
    select ask.id, ask.person_id, ask.locale from signals.survey_asks ask
    join signals.survey_waves wave on wave.workspace_id = ask.workspace_id and wave.id = ask.wave_id
    where ask.workspace_id = ${workspaceId} and ask.wave_id = ${waveId} and ask.mail_id is not null
      and ask.reminder_mail_id is null and not ask.is_withdrawn
      and not exists (select from signals.survey_answers answer where answer.workspace_id = ask.workspace_id
        and answer.survey_id = wave.survey_id and answer.wave = wave.name and answer.respondent = ask.asked_as)
    order by ask.id limit ${limit} for update of ask skip locked`.execute(db());
  return rows;
}

export async function setMail(
  workspaceId: string,
  id: string,
  mail: { mailId: string } | { reminderMailId: string } | { isWithdrawn: true },
): Promise<void> {
  await db()
    .updateTable('signals.surveyAsks')
    .set(mail)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Says of every ask of a wave that its mail left elsewhere: there is none in our outbox. */
export async function markWritten(workspaceId: string, waveId: string): Promise<void> {
  await db()
    .updateTable('signals.surveyAsks')
    .set({ mailId: '' })
    .where('workspaceId', '=', workspaceId)
    .where('waveId', '=', waveId)
    .execute();
}

/** An ask with all that its page shows. */
export interface FullAsk {
  id: string;
  personId: string | null;
  askedAs: string;
  accountId: string;
  locale: SurveyLanguage;
  surveyId: string;
  wave: string;
  kind: SurveyKind;
  texts: Survey['texts'];
  closesAt: Date;
  closedAt: Date | null;
}

const fullAsks = (workspaceId: string) => sql`
  select ask.id, ask.person_id, ask.asked_as, ask.account_id, ask.locale, wave.survey_id, wave.name as wave,
    survey.kind, design.texts, wave.closes_at, wave.closed_at
  from signals.survey_asks ask
  join signals.survey_waves wave on wave.workspace_id = ask.workspace_id and wave.id = ask.wave_id
  join signals.survey_designs design on design.workspace_id = wave.workspace_id and design.survey_id = wave.survey_id
  join signals.surveys survey on survey.workspace_id = wave.workspace_id and survey.id = wave.survey_id
  where ask.workspace_id = ${workspaceId} and not ask.is_withdrawn`;

/** @param isHeld holds the ask and keeps its wave open until the transaction ends. */
export async function findAsk(
  workspaceId: string,
  id: string,
  { isHeld = false } = {},
): Promise<FullAsk | null> {
  const hold = isHeld ? sql`for update of ask for share of wave` : sql``;
  const { rows } = await sql<FullAsk>`${fullAsks(workspaceId)} and ask.id = ${id} ${hold}`.execute(db());
  return rows[0] ?? null;
}

/** The ask of this person in the survey's open wave, held in the same way. */
export async function findOpenAsk(
  workspaceId: string,
  surveyId: string,
  personId: string,
): Promise<FullAsk | null> {
  const { rows } = await sql<FullAsk>`
    ${fullAsks(workspaceId)} and wave.survey_id = ${surveyId} and wave.closed_at is null
      and ask.person_id = ${personId}
    order by ask.id limit 1 for update of ask for share of wave`.execute(db());
  return rows[0] ?? null;
}

/** The mails of a wave, asks and reminders apart. */
export async function selectMailIds(workspaceId: string, waveId: string): Promise<string[]> {
  const rows = await db()
    .selectFrom('signals.surveyAsks')
    .select('mailId')
    .where('workspaceId', '=', workspaceId)
    .where('waveId', '=', waveId)
    .where('mailId', 'is not', null)
    .execute();
  return rows.map(({ mailId }) => mailId ?? '');
}
