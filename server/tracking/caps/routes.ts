import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { ClickCap, ClickCapChange } from '../schema/cap.ts';
import { changeCap, listCapsInUse } from './change-cap.ts';

const CapList = z.object({ data: z.array(ClickCap) });
const tags = ['Links'];

export function capRoutes(app: App): void {
  app.get(
    '/api/v1/click-caps',
    { schema: { response: { 200: CapList }, tags }, config: { permission: 'links.read' } },
    async ({ actor }) => ({ data: await listCapsInUse(actor) }),
  );
  app.put(
    '/api/v1/click-caps',
    {
      schema: { body: ClickCapChange, response: { 200: CapList }, tags },
      config: { permission: 'links.write' },
    },
    async ({ actor, body }) => {
      await changeCap(actor, body);
      return { data: await listCapsInUse(actor) };
    },
  );
}
