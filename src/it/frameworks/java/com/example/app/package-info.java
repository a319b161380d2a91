/** What clients hang up on: Spring MVC, WebFlux and Jersey, each with a handler that logs all. */
package com.example.app;
