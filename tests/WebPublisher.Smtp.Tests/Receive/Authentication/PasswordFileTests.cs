using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.Smtp.Send;

namespace WebPublisher.Smtp.Tests.Receive.Authentication;

public sealed class PasswordFileTests
{
    private static readonly string s_hash = PasswordHash.Create("secret").ToString();

    [Theory]
    [InlineData("ann", "secret", PasswordVerdict.Accepted)]
    [InlineData("ANN", "secret", PasswordVerdict.Accepted)]
    [InlineData("ann", "Secret", PasswordVerdict.Refused)]
    [InlineData("eve", "secret", PasswordVerdict.Refused)]
    [InlineData("eve", "of nobody", PasswordVerdict.Refused)]
    public async Task Only_the_right_password_of_a_known_user_is_right(string user, string password, PasswordVerdict verdict)
    {
        var file = PasswordFile.Parse("users", ["# users", "", $"ann:{s_hash}"]);
        Assert.Equal(verdict, await file.VerifyAsync(user, password, CancellationToken.None));
    }

    [Theory]
    [InlineData("ann", "users:2: expected user:hash")]
    [InlineData("ann:secret", "users:2: expected a hash of four parts")]
    [InlineData("ann:md5$10000$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAA", "users:2: expected a hash that begins with")]
    [InlineData("ann:pbkdf2-sha256$10$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAA", "users:2: expected 10000 to")]
    [InlineData("ann:pbkdf2-sha256$10000$AA==$AAAAAAAAAAAAAAAAAAAAAAAA", "users:2: expected a salt")]
    public void A_wrong_line_is_told_by_its_number_without_its_hash(string line, string message)
    {
        var error = Assert.Throws<FormatException>(() => PasswordFile.Parse("users", ["", line]));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_reads_back_as_it_was_written() => Assert.Equal(s_hash, PasswordHash.Parse(s_hash).ToString());
}
