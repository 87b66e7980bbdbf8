import { histories } from "../support/history/suite.ts"

histories(0, 2)
