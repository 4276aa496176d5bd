import { decodeCursor } from '../../core/page.ts';
import { rowsOfPages, tableOf } from '../../core/tables/table.ts';
import { defineExport } from '../../workspace/index.ts';
import { fieldColumns } from '../fields/export-values.ts';
import { listOwnerEmails } from '../owners.ts';
import { PersonQuery } from '../schema/person.ts';
import { pageOfPeople } from '../store/list-people.ts';

const ROWS_PER_READ = 1_000;
const ExportQuery = PersonQuery.omit({ limit: true, cursor: true, sort: true, direction: true });

/** Every person who matches the filters, by name. */
export function definePersonExport(): void {
  defineExport({
    name: 'people',
    permission: 'accounts.read',
    tag: 'People',
    query: ExportQuery,
    async read(reader, filters) {
      const { workspaceId } = reader;
      const emails = await listOwnerEmails(workspaceId);
      const own = await fieldColumns(workspaceId, 'person');
      const rows = rowsOfPages((cursor) =>
        pageOfPeople(
          workspaceId,
          { ...filters, sort: 'name', limit: ROWS_PER_READ },
          { direction: 'asc', limit: ROWS_PER_READ, after: decodeCursor(cursor), reader },
        ),
      );
      return tableOf(
        {
          external_id: (person) => person.externalId,
          name: (person) => person.name,
          email: (person) => person.email,
          further_emails: (person) => person.furtherEmails.join(' '),
          phone: (person) => person.phone,
          title: (person) => person.title,
          country: (person) => person.country,
          account: (person) => person.accountName,
          channel: (person) => person.channel,
          stage: (person) => person.stage,
          stage_reason: (person) => person.stageReason,
          owner_email: (person) => emails.get(person.ownerId ?? ''),
          tags: ({ tags }) => tags.map(({ name }) => name).join('; '),
          id: (person) => person.id,
          account_id: (person) => person.accountId,
          created_at: (person) => person.createdAt,
          ...own,
        },
        rows,
      );
    },
  });
}
