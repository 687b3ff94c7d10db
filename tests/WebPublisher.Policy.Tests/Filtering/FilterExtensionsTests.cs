using WebPublisher.Policy.Filtering;

namespace WebPublisher.Policy.Tests.Filtering;

public sealed class FilterExtensionsTests
{
    private static readonly FilterExtensions s_usual = new(allowed: null, denied: null);

    [Theory]
    [InlineData("/owa/x.exe", ".exe")]
    [InlineData("/owa/x.EXE", ".EXE")]
    [InlineData("/scripts/cmd.exe/y", ".exe")]
    [InlineData("/scripts/cmd.exe/", ".exe")]
    [InlineData("/scripts/cmd.exe::$DATA", ".exe")]
    [InlineData("/x.tar.bat", ".bat")]
    [InlineData("/a.b/x.ini", ".ini")]
    [InlineData("/run.com", ".com")]
    [InlineData("/.ini", ".ini")]
    [InlineData("/msadc/..ida", ".ida")]
    [InlineData("/null.printer", ".printer")]
    public void A_denied_extension_is_found(string path, string extension) => Assert.Equal(extension, s_usual.Refused(path));

    [Theory]
    [InlineData("/")]
    [InlineData("/owa/")]
    [InlineData("/owa/x.aspx")]
    [InlineData("/owa/exe")]
    [InlineData("/owa/x.exec")]
    [InlineData("/exchange/user/Inbox/setup.exe.EML")]
    [InlineData("/exchange/user/Inbox/RE: setup.exe: no.EML")]
    [InlineData("/exchange/user/Inbox/and so on....EML")]
    [InlineData("/owa/15.1.2507.6/scripts/boot.js")]
    [InlineData("/SOGo/dav/user@example.com/Calendar/")]
    [InlineData("/SOGo/dav/user@example.com")]
    [InlineData("/SOGo/dav/example.com/user")]
    [InlineData("/autodiscover/autodiscover.json/v1.0/user@example.com")]
    [InlineData("/smime/owasmime.msi")]
    [InlineData("/spell/speller.dll")]
    public void What_only_looks_like_one_passes(string path) => Assert.Null(s_usual.Refused(path));

    [Theory]
    [InlineData("/SOGo/dav/user@example.pl")]
    [InlineData("/SOGo/dav/user@example.pl/Calendar")]
    public void A_mail_address_does_not_end_in_an_extension(string path) => Assert.Null(new FilterExtensions(null, [".pl"]).Refused(path));

    [Theory]
    [InlineData("/cgi-bin/x.pl")]
    [InlineData("/cgi-bin/x.pl/y")]
    public void A_script_does(string path) => Assert.Equal(".pl", new FilterExtensions(null, [".pl"]).Refused(path));

    [Theory]
    [InlineData("/owa/x.aspx", null)]
    [InlineData("/owa/x.ASPX", null)]
    [InlineData("/owa/", null)]
    [InlineData("/owa", null)]
    [InlineData("/v1.2/x.aspx", null)]
    [InlineData("/owa/x.ashx", ".ashx")]
    [InlineData("/owa/x.exe/y.aspx", ".exe")]
    [InlineData("/owa/x.exe", ".exe")]
    public void With_a_list_of_those_allowed_no_other_passes(string path, string? refused) =>
        Assert.Equal(refused, new FilterExtensions([".aspx", "."], denied: null).Refused(path));

    [Fact]
    public void Nothing_has_the_extension_of_a_dot()
    {
        Assert.Equal(".", new FilterExtensions([".aspx"], denied: null).Refused("/owa/"));
        Assert.Equal(".", new FilterExtensions(null, ["."]).Refused("/owa"));
        Assert.Null(new FilterExtensions(null, ["."]).Refused("/owa/logon.aspx"));
    }

    [Fact]
    public void What_is_allowed_by_name_is_not_denied_by_default() => Assert.Null(new FilterExtensions([".exe", "."], denied: null).Refused("/smime/setup.exe"));

    [Fact]
    public void What_is_denied_by_name_is_denied_though_it_is_allowed() => Assert.Equal(".exe", new FilterExtensions([".exe", ".aspx"], [".exe"]).Refused("/x.exe"));
}
