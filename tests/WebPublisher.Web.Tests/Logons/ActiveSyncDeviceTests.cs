using WebPublisher.Web.Logons;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Tests.Logons;

public sealed class ActiveSyncDeviceTests
{
    // Version 14.1, command 9 (FolderSync), locale 0x0409, a device id of four bytes, no policy key, type "SP".
    private static readonly string s_binary = Convert.ToBase64String([141, 9, 9, 4, 4, 0xCA, 0xFE, 0xBA, 0xBE, 0, 2, .. "SP"u8]);

    [Theory]
    [InlineData("POST", "/Microsoft-Server-ActiveSync", "?User=ann&DeviceId=ApplF17K&DeviceType=iPhone&Cmd=Sync", "ApplF17K")]
    [InlineData("POST", "/SOGo/microsoft-server-activesync", "?Cmd=Sync&deviceid=x", "x")]
    [InlineData("GET", "/Microsoft-Server-ActiveSync", "?DeviceId=x", null)]
    [InlineData("POST", "/owa/", "?DeviceId=x", null)]
    [InlineData("POST", "/Microsoft-Server-ActiveSync", "", null)]
    [InlineData("POST", "/Microsoft-Server-ActiveSync", "?", null)]
    [InlineData("POST", "/Microsoft-Server-ActiveSync", "?DeviceId=&Cmd=Sync", null)]
    [InlineData("POST", "/Microsoft-Server-ActiveSync", "?User=ann&Cmd=Sync", null)]
    [InlineData("POST", "/Microsoft-Server-ActiveSync", "?!!!", null)]
    public void A_command_names_its_device(string method, string path, string query, string? device) => Assert.Equal(device, ActiveSyncDevice.Of(method, Target(path, query)));

    [Fact]
    public void So_does_one_in_binary() => Assert.Equal("cafebabe", ActiveSyncDevice.Of("POST", Target("/Microsoft-Server-ActiveSync", $"?{Uri.EscapeDataString(s_binary)}")));

    [Fact]
    public void A_name_that_has_no_end_is_none()
    {
        Assert.Null(ActiveSyncDevice.Of("POST", Target("/Microsoft-Server-ActiveSync", $"?DeviceId={new string('x', 100_000)}")));
        Assert.Null(ActiveSyncDevice.Of("POST", Target("/Microsoft-Server-ActiveSync", $"?{new string('A', 100_000)}")));
        Assert.Null(ActiveSyncDevice.Of("POST", Target("/Microsoft-Server-ActiveSync", "?jQkJBP8=")));
    }

    private static CanonicalTarget Target(string path, string query) => new("mail.example.test", null, path, path, query);
}
