using Microsoft.AspNetCore.Http;
using WebPublisher.State;
using WebPublisher.Web.Logons;

namespace WebPublisher.Web.Tests.Logons;

public sealed class DeviceCookieTests : IAsyncLifetime
{
    private readonly StateStore _state = StateStore.InMemory(TimeProvider.System);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _state.DisposeAsync();

    [Fact]
    public void What_was_given_is_read_again()
    {
        var cookie = new DeviceCookie(UInt128.MaxValue - 5, 7, 20_000);
        Assert.Equal(cookie, DeviceCookie.Read(Given(cookie), _state.Key));
    }

    [Fact]
    public void A_change_of_any_character_makes_it_nobodys()
    {
        var value = Given(new DeviceCookie(1, 2, 3));
        for (var i = 0; i < value.Length; i++)
        {
            var changed = value[..i] + (value[i] == 'A' ? 'B' : 'A') + value[(i + 1)..];
            Assert.Null(DeviceCookie.Read(changed, _state.Key));
        }

        Assert.Null(DeviceCookie.Read(null, _state.Key));
        Assert.Null(DeviceCookie.Read("", _state.Key));
        Assert.Null(DeviceCookie.Read(value + "A", _state.Key));
    }

    [Fact]
    public async Task Another_installation_does_not_take_it()
    {
        await using var other = StateStore.InMemory(TimeProvider.System);
        Assert.Null(DeviceCookie.Read(Given(new DeviceCookie(1, 2, 3)), other.Key));
    }

    private string Given(DeviceCookie cookie)
    {
        var response = new DefaultHttpContext().Response;
        cookie.Give(response, _state.Key, TimeSpan.FromDays(1));
        return response.Headers.SetCookie.Single()!.Split('=', ';')[1];
    }
}
