using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Logons;

namespace WebPublisher.Web.Tests.Logons;

public sealed class FormFieldsTests
{
    private static readonly LogonForm s_form = new() { User = "_user", Password = "_pass", Success = new([200], [], null), Failure = new([401], [], null) };

    [Theory]
    [InlineData("_user=ann&_pass=x", "ann")]
    [InlineData("a=b&_pass=&_user=ann%20b+c%C3%A4&z", "ann b c\u00e4")]
    [InlineData("%5Fuser=ann&%5fpa%73s=x", "ann")]
    [InlineData("++_user=ann&.pass=x", "ann")]
    [InlineData("_USER=ann&_Pass=x", "ann")]
    [InlineData("_user[]=ann&_pass[0]=x", "ann")]
    [InlineData("_user%00=ann&_pass%00abc=x", "ann")]
    [InlineData("_user=%zz%4&_pass", "%zz%4")]
    [InlineData("_user&_pass", "")]
    public void Both_fields_make_a_logon(string text, string user)
    {
        var fields = Read(text);
        Assert.True(fields.IsLogon);
        Assert.Equal(new LogonName(user), fields.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("_user=ann")]
    [InlineData("_pass=x")]
    [InlineData("a_user=ann&_pass=x")]
    [InlineData("_userx=ann&_pass=x")]
    [InlineData("q=_user=ann&r=_pass=x")]
    public void One_alone_does_not(string text) => Assert.False(Read(text).IsLogon);

    [Theory]
    [InlineData("_user=ann&_user=bob&_pass=x")]
    [InlineData("_user=ann&_pass=x&%5Fuser=ann")]
    [InlineData("_user=ann&_pass=x&_pass=y")]
    public void Several_names_are_none_that_can_be_told(string text)
    {
        var fields = Read(text);
        Assert.True(fields.IsLogon);
        Assert.Null(fields.Name.Name);
    }

    [Fact]
    public void What_a_browser_writes_is_read() => Prop.ForAll<NonNull<string>>(user =>
    {
        var written = user.Get.Length > 200 ? user.Get[..200] : user.Get;
        var name = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(written));
        return Read($"a=1&_user={Uri.EscapeDataString(name)}&b=&_pass=x").Name.Name == name;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_comes_is_read_without_a_fault() => Prop.ForAll<byte[]>(bytes =>
    {
        var fields = new FormFields(s_form);
        fields.Read(bytes);
        fields.Read("&_user=ann&_pass=x"u8);
        return fields.IsLogon;
    }).QuickCheckThrowOnFailure();

    private static FormFields Read(string text)
    {
        var fields = new FormFields(s_form);
        fields.Read(Encoding.UTF8.GetBytes(text));
        return fields;
    }
}
