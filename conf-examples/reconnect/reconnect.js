import ReconnectingWebSocket from './reconnecting-websocket-mjs.js';

const state = document.getElementById('state');
const ended = document.getElementById('ended');

let connections = 0;

/**
 * Shows the browser's own CloseEvent: for a connection that the library gave up itself, or could
 * not open, it makes up one that says 1000 and clean.
 */
class ShownWebSocket extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols);
    const number = ++connections;
    this.addEventListener('close', (event) => show(number, event));
  }
}

function show(number, { code, reason, wasClean }) {
  const row = ended.insertRow();
  const time = document.createElement('time');
  time.textContent = new Date().toLocaleTimeString();
  row.insertCell().textContent = number;
  row.insertCell().append(time);
  for (const value of [code, reason, wasClean]) {
    row.insertCell().textContent = JSON.stringify(value);
  }
}

function say(text) {
  state.textContent = text;
}

const url = new URL('ws/page', location.href);
url.protocol = url.protocol.replace('http', 'ws');

const socket = new ReconnectingWebSocket(url.href, [], { WebSocket: ShownWebSocket });
socket.addEventListener('open', () => say('connected'));
socket.addEventListener('close', () => say('disconnected, trying again'));

// A browser keeps a WebSocket open across networks, and says nothing of pings that do not come.
window.addEventListener('offline', () => say('no network'));
window.addEventListener('online', () => socket.reconnect());
