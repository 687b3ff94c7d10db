using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Logons;

namespace WebPublisher.Web.Tests.Logons;

public sealed class JsonFieldsTests
{
    private static readonly LogonForm s_form = new() { Format = LogonBodyFormat.Json, User = "userName", Password = "password", Success = new([200], [], null), Failure = new([403], [], null) };

    [Theory]
    [InlineData("""{"userName":"ann","password":"x"}""")]
    [InlineData("""{ "a": {"userName":"bob"}, "password": null, "b": [1, {"password":2}], "userName" : "\u0061nn" }""")]
    [InlineData("""{"USERNAME":"ann","passWord":"x"}""")]
    public void Both_members_make_a_logon(string body) => Assert.Equal(new LogonName("ann"), Read(body));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"userName":"ann"}""")]
    [InlineData("""{"a":{"userName":"ann","password":"x"}}""")]
    public void One_alone_does_not(string body) => Assert.Null(Read(body));

    [Theory]
    [InlineData("")]
    [InlineData("userName=ann")]
    [InlineData("""[{"userName":"ann","password":"x"}]""")]
    [InlineData("""{"userName":"ann","userName":"bob","password":"x"}""")]
    [InlineData("""{"userName":7,"password":"x"}""")]
    [InlineData("""{"userName":"ann","password":"x"} {"userName":"bob"}""")]
    [InlineData("""{'userName':'ann','password':'x'}""")]
    [InlineData("{\"userName\":\"\u00ff")]
    public void What_cannot_be_read_strictly_is_a_logon_that_cannot_be_told(string body) => Assert.Equal(LogonName.Unread, Read(body));

    [Fact]
    public void A_deep_one_is_not_followed() => Assert.Equal(LogonName.Unread, Read($"{{\"a\":{new string('[', 100_000)}"));

    [Fact]
    public void Whatever_comes_is_read_without_a_fault() => Prop.ForAll<byte[]>(bytes =>
    {
        JsonFields.Read(bytes, s_form);
        JsonFields.Read([.. "{\"userName\":"u8, .. bytes, .. ",\"password\":1}"u8], s_form);
    }).QuickCheckThrowOnFailure();

    private static LogonName? Read(string body) => JsonFields.Read(Encoding.Latin1.GetBytes(body), s_form);
}
