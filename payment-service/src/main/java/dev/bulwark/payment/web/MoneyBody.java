package dev.bulwark.payment.web;

/** @param amount minor units */
record MoneyBody(long amount, String currency) {}
