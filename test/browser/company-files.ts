import { stringify } from 'csv-stringify/sync';
import { subDays } from 'date-fns/subDays';

const NAMES = [
  'Lotus Logistics',
  'Bright Harbor',
  'Cedar Clinics',
  'Delta Foods',
  'Evergreen Hotels',
  'Falcon Robotics',
  'Grove Analytics',
  'Hilltop Schools',
  'Iris Cosmetics',
  'Juniper Legal',
  'Kite Travel',
  'Lantern Media',
  'Maple Insurance',
  'North Pier Shipping',
  'Orchid Energy',
  'Pebble Games',
  'Quarry Steel',
  'River Bank',
  'Saffron Kitchens',
  'Tidewater Homes',
  'Umber Design',
  'Valley Motors',
  'Willow Pharma',
  'Xylo Music',
  'Yarrow Textiles',
  'Zephyr Air',
  'Amber Dental',
  'Birch Books',
  'Copper Mining',
  'Dune Outdoor',
];
const INDUSTRIES = ['Logistics', 'Software', 'Health', 'Retail', 'Hospitality'];
const COUNTRIES = ['TH', 'DE', 'US', 'SG'];
const CHANNELS = ['word_of_mouth', 'organic', 'paid_search', 'event'];
const FEATURES = ['Boards', 'Reports', 'Alerts', 'Export', 'Planning', 'Mobile', 'Sharing', 'Interface'];
const USERS_AN_ACCOUNT = 3;
const USAGE_DAYS = 60;
const MIME_TYPE = 'text/csv';

/** The customer who is keenest by every figure in the files, and the champion there. */
export const KEENEST = {
  account: NAMES[0] ?? '',
  person: { name: 'Naree Suksan', email: 'champion@c1.example' },
};

interface Company {
  id: string;
  /** 1 is the keenest; use, answers, seats and people fall from one to the next. */
  place: number;
  name: string;
}

const COMPANIES: Company[] = NAMES.map((name, index) => ({ id: `c${index + 1}`, place: index + 1, name }));

/** What thirty companies' systems would export, as a browser's file dialog takes it. */
export function companyFiles(today = new Date()) {
  const day = (daysAgo: number) => subDays(today, daysAgo).toISOString().slice(0, 10);
  return [
    file(
      'accounts.csv',
      COMPANIES.map((company) => accountRow(company, day)),
    ),
    file('people.csv', COMPANIES.flatMap(peopleRows)),
    file(
      'subscriptions.csv',
      COMPANIES.map((company) => subscriptionRow(company, day)),
    ),
    file(
      'feature_usage.csv',
      COMPANIES.flatMap((company) => usageRows(company, day)),
    ),
    file(
      'nps.csv',
      COMPANIES.map((company) => answerRow(company, day)),
    ),
  ];
}

function file(name: string, rows: Record<string, string | number>[]) {
  return { name, mimeType: MIME_TYPE, buffer: Buffer.from(stringify(rows, { header: true })) };
}

type Day = (daysAgo: number) => string;

function accountRow({ id, place, name }: Company, day: Day) {
  return {
    account_id: id,
    account_name: name,
    industry: INDUSTRIES[(place - 1) % INDUSTRIES.length] ?? '',
    country: COUNTRIES[place % COUNTRIES.length] ?? '',
    plan_tier: place <= 10 ? 'Business' : 'Team',
    seats: 70 - 2 * place,
    acquisition_channel: CHANNELS[(place - 1) % CHANNELS.length] ?? '',
    signup_date: day(700 - place * 10),
    lifecycle_stage: 'customer',
  };
}

function peopleRows({ id, place }: Company) {
  const champion = place === 1 ? KEENEST.person.name : `Champion ${place}`;
  return [
    { person_id: `${id}-champion`, name: champion, role: 'champion', weight: 100 - place },
    { person_id: `${id}-user`, name: `User ${place}`, role: 'user', weight: 30 },
    { person_id: `${id}-buyer`, name: `Buyer ${place}`, role: 'decision_maker', weight: 50 },
  ].map((person) => ({
    ...person,
    email: `${person.person_id.replace(`${id}-`, '')}@${id}.example`,
    account_id: id,
  }));
}

function subscriptionRow({ id, place }: Company, day: Day) {
  const seats = 70 - 2 * place;
  return {
    subscription_id: `s-${id}`,
    account_id: id,
    plan_tier: place <= 10 ? 'Business' : 'Team',
    seats,
    mrr: seats * 24,
    currency: 'USD',
    start_date: day(690 - place * 10),
  };
}

/** The keenest use it daily and all of it; the last ones open it now and then. */
function usageRows({ id, place }: Company, day: Day) {
  const everyDays = 1 + Math.floor(place / 6);
  const breadth = Math.max(1, FEATURES.length - Math.floor(place / 4));
  const users = place <= 15 ? USERS_AN_ACCOUNT : 1;
  return Array.from({ length: Math.floor(USAGE_DAYS / everyDays) }, (_, index) => ({
    account_id: id,
    person_id: `${id}-${['champion', 'user', 'buyer'][index % users]}`,
    feature_name: FEATURES[index % breadth] ?? '',
    usage_date: day(index * everyDays),
    usage_count: 70 - 2 * place,
  }));
}

function answerRow({ id, place }: Company, day: Day) {
  return {
    response_id: `n-${id}`,
    account_id: id,
    person_id: `${id}-champion`,
    nps_score: place <= 10 ? 10 : Math.max(3, 12 - Math.floor(place / 3)),
    answered_at: `${day(10 + place)}T09:00:00Z`,
  };
}
