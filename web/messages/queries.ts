import { useMutation, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Message,
  MessageSummary,
  MessageTemplate,
  MessageTemplateChange,
  OutboxState,
  TemplateKey,
} from '../../server/messages/schema.ts';
import { queryClient } from '../shell/query-client.ts';
import { api, type Jsonified, type Page, type Query } from '../ui/api.ts';
import { usePages } from '../ui/pages.ts';
import { tellFailed } from '../ui/toast.tsx';

export type MessageRow = Jsonified<z.infer<typeof MessageSummary>>;
export type MessageView = Jsonified<Message>;
export type TemplateView = Jsonified<MessageTemplate>;

export function useMessages(query: Query) {
  return usePages<z.infer<typeof MessageSummary>>('/messages', query);
}

export function useOutboxState() {
  return useQuery({
    queryKey: ['/messages/state'],
    queryFn: () => api.get<z.infer<typeof OutboxState>>('/messages/state'),
  });
}

export function useMessage(id: string | undefined) {
  return useQuery({
    queryKey: ['/messages', id],
    queryFn: () => api.get<Message>(`/messages/${id}`),
    enabled: id !== undefined,
  });
}

export function useMessageAct(id: string) {
  return useMutation({
    mutationFn: (act: 'send' | 'discard') =>
      act === 'send' ? api.post<unknown>(`/messages/${id}/sending`) : api.delete<unknown>(`/messages/${id}`),
    onError: tellFailed,
  });
}

export function useSendHeld() {
  return useMutation({
    mutationFn: () => api.post<{ count: number }>('/messages/sending'),
    onError: tellFailed,
  });
}

const TEMPLATES = { queryKey: ['/message-templates'] };

export function useTemplates() {
  return useQuery({
    ...TEMPLATES,
    queryFn: () => api.get<Page<MessageTemplate>>('/message-templates'),
    select: ({ data }) => data,
  });
}

export async function saveTemplate(template: MessageTemplateChange): Promise<void> {
  await api.put<MessageTemplate>('/message-templates', template);
  await queryClient.invalidateQueries(TEMPLATES);
}

/** Goes back to the wording that came with the product. */
export async function resetTemplate({ kind, locale }: TemplateKey): Promise<void> {
  await api.delete(`/message-templates?${new URLSearchParams({ kind, locale })}`);
}

/** The wording with plausible values, without saving it. */
export function usePreview() {
  return useMutation({
    mutationFn: (template: MessageTemplateChange) =>
      api.post<{ subject: string; text: string }>('/message-templates/preview', template),
  });
}
