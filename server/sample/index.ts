/** The door of the sample room: a company that does not exist, for trying and for testing. */
export {
  DEFAULT_ACCOUNT_COUNT,
  findSampleWorkspace,
  loadSampleCompany,
  prepareSampleWorkspace,
  SAMPLE_OWNER_EMAIL,
} from './load-company.ts';
export { type AffiliateTruth, createWorld, hiddenTruthOf, trueAffiliates } from './world.ts';
