using WebPublisher.Mail.Scoring.Learning;

namespace WebPublisher.Mail.Tests.Scoring.Learning;

public sealed class LessonBookTests
{
    private static readonly MessageTokens s_tokens = new([], TextLanguage.Unknown, 0);

    [Fact]
    public void A_message_is_taught_once_and_may_be_taught_otherwise()
    {
        var book = new LessonBook([]);
        Assert.True(book.Add(new Lesson(1, IsSpam: true, s_tokens)));
        Assert.False(book.Add(new Lesson(1, IsSpam: true, s_tokens)));
        Assert.True(book.Add(new Lesson(1, IsSpam: false, s_tokens)));
        Assert.Equal((1, 0), (book.Count(isSpam: false), book.Count(isSpam: true)));
        Assert.False(book.Forget(1, isSpam: true));
        Assert.True(book.Forget(1, isSpam: false));
        Assert.Empty(book.Lessons);
    }

    [Fact]
    public void The_oldest_of_a_kind_makes_room()
    {
        var book = new LessonBook([new Lesson(100, IsSpam: false, s_tokens)], mostOfKind: 3);
        for (var i = 1ul; i <= 5; i++)
        {
            book.Add(new Lesson(i, IsSpam: true, s_tokens));
        }

        Assert.Equal([100, 3, 4, 5], book.Lessons.Select(lesson => lesson.Number));
    }

    [Fact]
    public void Line_ends_do_not_count()
    {
        Assert.Equal(LessonBook.NumberOf("a\r\nb\r\n"u8), LessonBook.NumberOf("a\nb\n"u8));
        Assert.NotEqual(LessonBook.NumberOf("a\nb\n"u8), LessonBook.NumberOf("a\nc\n"u8));
    }
}
