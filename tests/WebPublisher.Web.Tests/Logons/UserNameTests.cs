using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Logons;

namespace WebPublisher.Web.Tests.Logons;

public sealed class UserNameTests
{
    [Theory]
    [InlineData("ann", "ann", "ann")]
    [InlineData(" Ann\r\n", "ann", "ann")]
    [InlineData(@"CORP\Ann", "ann", "ann@corp")]
    [InlineData("corp/ann", "ann", "ann@corp")]
    [InlineData("Ann@Example.COM", "ann", "ann@example.com")]
    [InlineData(@"CORP\ann@example.com", "ann", "ann@example.com")]
    [InlineData("ann @ example.com ", "ann", "ann@example.com")]
    [InlineData("a\0n\u0007n", "ann", "ann")]
    [InlineData("ÄNN", "änn", "änn")]
    [InlineData("", "", "")]
    [InlineData("@", "", "")]
    [InlineData(@"\", "", "")]
    public void One_user_has_one_form(string written, string ignored, string kept)
    {
        Assert.Equal(ignored, UserName.Normalize(written, UserDomains.Ignore));
        Assert.Equal(kept, UserName.Normalize(written, UserDomains.Keep));
    }

    [Fact]
    public void What_is_longer_than_any_name_is_cut() => Assert.Equal(UserName.MaximumLength, UserName.Normalize(new string('a', 100_000), UserDomains.Keep).Length);

    [Fact]
    public void Whatever_is_written_has_a_form_that_stays() => Prop.ForAll<string?>(written =>
    {
        var once = UserName.Normalize(written ?? "", UserDomains.Ignore);
        return once == UserName.Normalize(once, UserDomains.Ignore) && once.Length <= UserName.MaximumLength;
    }).QuickCheckThrowOnFailure();
}
