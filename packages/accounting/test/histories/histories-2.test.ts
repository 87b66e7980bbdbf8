import { histories } from "../support/history/suite.ts"

histories(1, 2)
