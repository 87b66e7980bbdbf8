#!/usr/bin/env node
"use strict"
require("node:process").exitCode = 1
