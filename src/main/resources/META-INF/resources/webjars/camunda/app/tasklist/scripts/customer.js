// What a task is about: contact and company, or run and code, on its card, and a Customer tab beside its form.
const root = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

// One request for all cards that are drawn at once.
let waiting = new Map();
const askSoon = (taskId, draw) => {
  if (waiting.size === 0) {
    setTimeout(ask, 40);
  }
  waiting.set(taskId, [...(waiting.get(taskId) ?? []), draw]);
};
// The tab that a task without a customer opens with instead.
const toTheForm = () => document.querySelector('.nav-tabs li:nth-child(2) a')?.click();

const ask = async () => {
  const asked = waiting;
  waiting = new Map();
  const answer = await fetch(`${root}/tasks/cards?ids=${[...asked.keys()].join(',')}`);
  if (!answer.ok || answer.redirected) {
    return;
  }
  const cards = await answer.json();
  asked.forEach((draws, id) => cards[id] && draws.forEach((draw) => draw(cards[id])));
};

const card = {
  id: 'sopflow-card',
  pluginPoint: 'tasklist.card',
  priority: 20,
  render: (node, {taskId}) =>
    askSoon(taskId, ({name, detail}) => {
      const line = document.createElement('div');
      line.className = 'sopflow-customer';
      const who = document.createElement('strong');
      who.textContent = name;
      line.append(who);
      if (detail) {
        line.append(` · ${detail}`);
      }
      node.replaceChildren(line);
    }),
  unmount: () => {}
};

const told = new Set();
const tab = {
  id: 'sopflow-customer',
  pluginPoint: 'tasklist.task.detail',
  priority: 1001,
  properties: {label: 'Customer'},
  render: (node, {taskId}) => {
    const frame = document.createElement('iframe');
    frame.className = 'sopflow-frame';
    frame.title = 'Customer';
    frame.src = `${root}/tasks/${encodeURIComponent(taskId)}/customer`;
    frame.addEventListener('load', () => {
      if (frame.isConnected && frame.contentDocument?.querySelector('[data-no-customer]') && !told.has(taskId)) {
        told.add(taskId);
        toTheForm();
      }
    });
    node.replaceChildren(frame);
  },
  unmount: () => {}
};

const words = {
  id: 'sopflow-words',
  pluginPoint: 'tasklist.task.detail',
  priority: 1,
  properties: {label: 'Words'},
  render: (node, {taskId}) => {
    const frame = document.createElement('iframe');
    frame.className = 'sopflow-frame';
    frame.title = 'Words';
    frame.allow = 'clipboard-write';
    frame.src = `${root}/tasks/${encodeURIComponent(taskId)}/words`;
    node.replaceChildren(frame);
  },
  unmount: () => {}
};

// There is one login, ours: also when the session ends while Tasklist is open.
let leaving = false;
document.addEventListener('click', (event) => {
  leaving ||= event.target.closest('[ng-click="logout()"]') !== null;
}, true);
const toOurLogin = () => {
  if (location.hash.startsWith('#/login')) {
    location.replace(`${root}/login?${leaving ? 'bye' : 'expired'}`);
  }
};
window.addEventListener('hashchange', toOurLogin);
toOurLogin();

// A phone shows the chosen task alone; this leads back to the others.
const toTheList = document.createElement('a');
toTheList.className = 'sopflow-list';
toTheList.textContent = '← All tasks';
const followTheTask = () => {
  document.body.classList.toggle('sopflow-task', /[?&]task=/.test(location.hash));
  toTheList.href = location.hash.replace(/([?&])task=[^&]*&?/, '$1');
  document.querySelector('.task-details')?.prepend(toTheList);
};
window.addEventListener('hashchange', followTheTask);
new MutationObserver((changes, observer) => {
  if (document.querySelector('.task-details')) {
    observer.disconnect();
    followTheTask();
  }
}).observe(document.body, {childList: true, subtree: true});

// The engine knows what this user may start.
const startable = 'latest=true&active=true&startableInTasklist=true&startablePermissionCheck=true';
fetch(`${root}/camunda/api/engine/engine/default/process-definition/count?${startable}`)
  .then((answer) => (answer.ok ? answer.json() : {count: 0}))
  .then(({count}) => document.body.classList.toggle('sopflow-may-start', count > 0));

// The way back to the console.
const home = document.createElement('a');
home.className = 'sopflow-home';
home.href = `${root}/`;
home.textContent = '← Console';
document.body.append(home);

export default [card, tab, words];
