/** Why an exchange was given up by us, in words for people. Faults of the network keep Node's own error and code. */
export class GivenUp extends Error {}
