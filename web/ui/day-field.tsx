import { DateInput, type DateInputProps, DateTimePicker, type DateTimePickerProps } from '@mantine/dates';
import dayjs from 'dayjs';
import 'dayjs/locale/th';
import localizedFormat from 'dayjs/plugin/localizedFormat';
import { useTranslation } from 'react-i18next';

// `ll` and `lll` are a day and a moment in the reader's own form.
dayjs.extend(localizedFormat);

/** A calendar day in the reader's own form and language. */
export function DayField(props: DateInputProps) {
  return <DateInput valueFormat="ll" {...useReaderProps(props)} {...props} />;
}

/** A day with a time, in the same way. */
export function MomentField(props: DateTimePickerProps) {
  return <DateTimePicker valueFormat="lll" {...useReaderProps(props)} {...props} />;
}

interface Labeled {
  label?: unknown;
  'aria-label'?: string | undefined;
}

/** The language of the calendar, and what the button that empties the field is called. */
function useReaderProps({ label, 'aria-label': ariaLabel }: Labeled) {
  const { t, i18n } = useTranslation();
  const name = ariaLabel ?? (typeof label === 'string' ? label : '');
  return {
    locale: i18n.language,
    clearButtonProps: { 'aria-label': t('table.clearFilter', { name }) },
  };
}
