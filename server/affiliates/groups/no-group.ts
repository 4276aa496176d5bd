/** Stands where a group's id would, for the affiliates who are in none. */
export const NO_GROUP = 'none';
