import { expect, it } from 'vitest';
import { callObject } from './call-object.ts';

it.each([
  {
    objectType: 'offer',
    objectId: 'off_0193a5c4e6f87b12a3c4d5e6f7a8b9c0',
    objectName: 'Summer',
    text: 'Summer',
    isId: false,
  },
  {
    objectType: 'offer',
    objectId: 'off_0193a5c4e6f87b12a3c4d5e6f7a8b9c0',
    objectName: null,
    text: '…a8b9c0',
    isId: true,
  },
  { objectType: 'link_domain', objectId: 'go.acme.com', objectName: null, text: 'go.acme.com', isId: false },
  {
    objectType: 'outbox',
    objectId: 'ws_0193a5c4e6f87b12a3c4d5e6f7a8b9c0',
    objectName: null,
    text: null,
    isId: false,
  },
])('an audited $objectType named $objectName reads $text', ({ text, isId, ...entry }) => {
  expect(callObject(entry)).toEqual({ text, isId });
});
