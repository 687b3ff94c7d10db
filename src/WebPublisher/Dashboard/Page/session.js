import { Api, getOwn } from './api.js';
import { byId, el } from './dom.js';

/** Who looks at the page, what he may do, and the way out where there was a way in. */
export async function startSession(onError) {
  try {
    const session = await getOwn('/api/session');
    document.body.classList.toggle('reader', !session.mayAct);
    if (session.canLogOut) {
      const leave = async () => {
        try {
          await new Api().post('session/end', {});
          location.assign('/login');
        } catch (error) {
          onError(error);
        }
      };
      byId('session').append(session.caller, el('button', { type: 'button', on: { click: leave } }, 'Log out'));
      byId('session').hidden = false;
    }
  } catch (error) {
    onError(error);
  }
}
