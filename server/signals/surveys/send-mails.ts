import { addDays } from 'date-fns/addDays';
import { now } from '../../core/clock.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { queueMail } from '../../core/mail.ts';
import {
  type Contact,
  findContacts,
  findRefusing,
  holdIds,
  unsubscribeHeaders,
} from '../../customers/index.ts';
import { findWorkspace } from '../../workspace/index.ts';
import type { Survey, Wave } from '../schema/survey.ts';
import { type DueAsk, lockUnreminded, lockUnsent, setMail } from '../store/surveys/asks.ts';
import { selectSurveys } from '../store/surveys/designs.ts';
import { findWave } from '../store/surveys/waves.ts';
import { spokenLanguage } from './rules.ts';
import { writeLetter } from './write-letter.ts';

const MAILS_PER_ROUND = 200;

/**
 * Writes the mails of a wave that are due, asks and reminders, in rounds. A mail and the mark that it was written
 * commit together, so whatever ends a round, nobody gets two.
 */
export async function sendMails(config: Config, workspaceId: string, waveId: string): Promise<void> {
  while (await sendRound(config, workspaceId, waveId, 'ask'));
  while (await sendRound(config, workspaceId, waveId, 'reminder'));
}

type MailKind = 'ask' | 'reminder';

/** @returns whether there may be more. */
async function sendRound(
  config: Config,
  workspaceId: string,
  waveId: string,
  kind: MailKind,
): Promise<boolean> {
  return inTransaction(async () => {
    await holdIds(workspaceId);
    const wave = await findWave(workspaceId, waveId);
    const [survey] = wave ? await selectSurveys(workspaceId, {}, wave.surveyId) : [];
    if (!wave || !survey || !isDue(survey, wave, kind)) return false;
    const lock = kind === 'ask' ? lockUnsent : lockUnreminded;
    const asks = await lock(workspaceId, waveId, MAILS_PER_ROUND);
    await writeMails(config, workspaceId, { asks, survey, kind });
    return asks.length === MAILS_PER_ROUND;
  });
}

function isDue({ status }: Survey, wave: Wave, kind: MailKind): boolean {
  const at = now();
  if (status !== 'active' || wave.closedAt || wave.closesAt <= at) return false;
  if (kind === 'ask') return true;
  return wave.reminderDays !== null && addDays(wave.startedAt, wave.reminderDays) <= at;
}

/** Whoever refused since the draw, or has no address any more, is not written to. */
async function writeMails(
  config: Config,
  workspaceId: string,
  { asks, survey, kind }: { asks: DueAsk[]; survey: Survey; kind: MailKind },
): Promise<void> {
  const ids = asks.flatMap(({ personId }) => personId ?? []);
  const about = { purpose: 'surveys', channel: 'email' } as const;
  const refusing = await findRefusing(workspaceId, about, ids);
  const contacts = new Map((await findContacts(workspaceId, ids)).map((one) => [one.personId, one]));
  const company = (await findWorkspace(workspaceId))?.name ?? '';
  for (const ask of asks) {
    const contact = contacts.get(ask.personId ?? '');
    if (!contact || refusing.has(contact.personId)) {
      await passOver(workspaceId, ask, kind);
      continue;
    }
    const mailId = await writeMail(config, workspaceId, { ask, contact, survey, company, kind });
    await setMail(workspaceId, ask.id, kind === 'ask' ? { mailId } : { reminderMailId: mailId });
  }
}

/** An ask that left stays counted; a reminder that must not leave is marked as done without a mail. */
function passOver(workspaceId: string, { id }: DueAsk, kind: MailKind): Promise<void> {
  return setMail(workspaceId, id, kind === 'ask' ? { isWithdrawn: true } : { reminderMailId: '' });
}

interface Writing {
  ask: DueAsk;
  contact: Contact;
  survey: Survey;
  company: string;
  kind: MailKind;
}

async function writeMail(
  config: Config,
  workspaceId: string,
  { ask, contact, survey, company, kind }: Writing,
): Promise<string> {
  const locale = spokenLanguage(survey.texts, ask.locale);
  const asked = survey.texts[locale];
  if (!asked) throw new Error(`survey ${survey.id} has no words`);
  const { personId, name, email } = contact;
  const letter = { company, kind: survey.kind, locale, asked, isReminder: kind === 'reminder' };
  return queueMail(workspaceId, {
    kind: kind === 'ask' ? 'survey_ask' : 'survey_reminder',
    to: email,
    ...writeLetter(config, letter, { workspaceId, askId: ask.id, personId, name }),
    headers: {
      ...unsubscribeHeaders(config, { workspaceId, personId }, 'surveys'),
      'Auto-Submitted': 'auto-generated',
    },
  });
}
