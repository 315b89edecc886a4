//! `/bids/:bid/joint-venture`: members in their order, shares or divided work, and what the rules say.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::joint_ventures::open_joint_venture;
use crate::domain::bid::{BidFirm, BidHead};
use crate::domain::joint_venture::{JointVentureKind, Share, SharingMethod};
use crate::domain::joint_venture_view::{
    JointVenturePageView, MEMBERS_MOST, VentureFinding, VentureMember, VentureSummary, kind_code, method_code,
};
use crate::domain::language::Language;
use crate::domain::money::Yen;
use crate::domain::seat::Action;
use crate::error::AppError;
use crate::ui::bids::{ArchivedNote, navigation};
use crate::ui::frame::PageFrame;
use crate::ui::joint_ventures::ShareSum;
use crate::ui::kept::{kept_for, refusal_for, revision_for};
use crate::ui::kit::{
    Actions, Align, ButtonLink, Cell, Choice, Column, DataTable, Field, FieldKind, FieldWidth, Fieldset, FindingKind,
    FindingRow, Findings, Hidden, Notice, NoticeKind, PageHead, PostForm, Select, Submit, UnsavedGuard,
};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::wording::{bid as bid_words, deadline as date_words, joint_venture as words, language, say};

/// Address to which the joint venture is posted.
const SAVE: &str = "/api/joint-venture/save";

/// The joint venture.
#[component]
pub fn JointVenturePage() -> impl IntoView {
    let bid = bid_param();
    loading(async move { open_joint_venture(bid?).await }, |page| view! { <Shown page/> }.into_any())
}

#[component]
fn Shown(page: JointVenturePageView) -> impl IntoView {
    let JointVenturePageView { head, firms, venture, findings } = page;
    let may_edit = !head.is_archived && head.role.is_none_or(|role| role.may(Action::EditJointVenture));
    let is_changed = refusal_for(SAVE) == Some(AppError::Changed);
    let is_alone = firms.len() < 2;
    let names = venture.iter().flat_map(|venture| &venture.members).map(|member| member.name.clone()).collect();
    let bid = navigation(&head);
    let checked = venture.is_some().then(|| view! { <Checked findings names/> });
    let summary = venture.clone().filter(|_| is_changed || !may_edit);
    view! {
        <Title text=format!("{} · {}", say(words::TITLE), head.title)/>
        <PageFrame current="joint-venture" bid>
            <PageHead title=words::TITLE sub=words::LEAD/>
            <ArchivedNote is_archived=head.is_archived/>
            {is_alone.then(|| view! {
                <Notice>
                    {say(words::ONE_FIRM)}" "
                    <a href=paths::bid_page(head.id, "people")>{say(bid_words::PEOPLE)}</a>
                </Notice>
            })}
            {is_changed.then(|| view! { <Changed bid=head.clone()/> })}
            {summary.map(|venture| view! { <Summary venture/> })}
            {checked}
            {may_edit.then(|| view! { <Form bid=head firms venture/> })}
        </PageFrame>
    }
}

#[component]
fn Changed(bid: BidHead) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Warning>
            <p>{say(words::CONFLICT)}</p>
            <Actions>
                <ButtonLink href=paths::bid_page(bid.id, "joint-venture") label=words::TAKE_THEIRS/>
            </Actions>
        </Notice>
    }
}

/// The joint venture as it is kept, for who only reads and for who must compare.
#[component]
fn Summary(venture: VentureSummary) -> impl IntoView {
    let formed_on = if venture.formed_on.is_empty() { String::new() } else { date_words::iso(&venture.formed_on) };
    let facts = [
        (words::NAME, venture.name),
        (words::KIND, say(words::kind(venture.kind)).to_owned()),
        (words::METHOD, say(words::method(venture.method)).to_owned()),
        (words::OFFICE, venture.office),
        (words::BANK, format!("{} {}", venture.bank, venture.branch).trim().to_owned()),
        (words::FORMED_ON, formed_on),
    ];
    let facts = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| view! { <div><dt>{say(label)}</dt><dd>{value}</dd></div> })
        .collect_view();
    view! {
        <section>
            <dl class="facts">{facts}</dl>
            <Members method=venture.method members=venture.members/>
        </section>
    }
}

#[component]
fn Members(method: SharingMethod, members: Vec<VentureMember>) -> impl IntoView {
    let mut columns = vec![Column::text(words::FIRM), Column::text(words::ORDER)];
    columns.extend(match method {
        SharingMethod::JointExecution => vec![Column::number(words::SHARE)],
        SharingMethod::DividedWork => vec![Column::text(words::WORK), Column::number(words::AMOUNT)],
    });
    let rows = members
        .into_iter()
        .enumerate()
        .map(|(index, member)| {
            let role = if index == 0 { bid_words::REPRESENTATIVE } else { bid_words::MEMBER };
            let name = member.name.clone();
            view! {
                <tr>
                    <Cell><span lang="ja">{name}</span></Cell>
                    <Cell label=words::ORDER>{index + 1}" "{say(role)}</Cell>
                    <Part method member/>
                </tr>
            }
        })
        .collect_view();
    view! { <DataTable caption=words::MEMBERS columns>{rows}</DataTable> }
}

/// The cells of a member's share, or of its part of the work.
#[component]
fn Part(method: SharingMethod, member: VentureMember) -> impl IntoView {
    match method {
        SharingMethod::JointExecution => {
            let share = member.share.map(|share| Share(share).to_string());
            view! { <Cell label=words::SHARE align=Align::End><span class="num">{share}</span></Cell> }.into_any()
        }
        SharingMethod::DividedWork => {
            let amount = member.amount.map(|amount| words::yen(Yen(amount)));
            view! {
                <Cell label=words::WORK>{member.work}</Cell>
                <Cell label=words::AMOUNT align=Align::End><span class="num">{amount}</span></Cell>
            }
            .into_any()
        }
    }
}

#[component]
fn Checked(findings: Vec<VentureFinding>, names: Vec<String>) -> impl IntoView {
    if findings.is_empty() {
        return view! {
            <section>
                <h2>{say(words::FINDINGS)}</h2>
                <Findings><FindingRow kind=FindingKind::Fine title=words::NO_FINDINGS/></Findings>
            </section>
        }
        .into_any();
    }
    let rows = findings
        .into_iter()
        .map(|finding| {
            let VentureFinding { breach, rule } = finding;
            let what = words::breach(&breach, &names);
            let (title, explanation) = match language() {
                Language::Japanese => (format!("{}｜{what}", rule.term_ja), rule.explanation_ja),
                Language::English => (format!("{} | {what}", rule.term_ja), rule.explanation_en),
            };
            let mark = say(words::mark(rule.mark));
            let detail = format!("{explanation} {} ・ {} ・ {mark}", rule.id, rule.source);
            view! { <FindingRow kind=FindingKind::Blocking title detail/> }
        })
        .collect_view();
    view! { <section><h2>{say(words::FINDINGS)}</h2><Findings>{rows}</Findings></section> }.into_any()
}

#[component]
fn Form(bid: BidHead, firms: Vec<BidFirm>, venture: Option<VentureSummary>) -> impl IntoView {
    let revision = revision_for(SAVE, venture.as_ref().map_or(0, |venture| venture.revision));
    let proposed_office = firms.first().map(|firm| firm.address.clone()).unwrap_or_default();
    let kept = venture.unwrap_or_else(|| VentureSummary {
        kind: JointVentureKind::default(),
        method: SharingMethod::default(),
        name: String::new(),
        office: proposed_office,
        bank: String::new(),
        branch: String::new(),
        formed_on: String::new(),
        months_after: Some(3),
        revision: 0,
        members: Vec::new(),
    });
    let kinds = JointVentureKind::ALL.into_iter().map(|kind| Choice::new(kind_code(kind), words::kind(kind))).collect();
    let methods =
        SharingMethod::ALL.into_iter().map(|method| Choice::new(method_code(method), words::method(method))).collect();
    let row_count = firms.len().max(kept.members.len()).clamp(2, MEMBERS_MOST);
    let shares = shares_shown(&kept.members, row_count);
    let rows = (0..row_count)
        .map(|index| {
            let member = kept.members.get(index).cloned();
            let is_new = kept.members.is_empty();
            let firm = member.as_ref().map(|member| member.organisation);
            let firm = firm.or_else(|| firms.get(index).filter(|_| is_new).map(|firm| firm.id));
            let firms = firms.clone();
            view! { <MemberRow index firms firm=firm.map(|id| id.to_string()) member/> }
        })
        .collect_view();
    view! {
        <section>
            <PostForm action=SAVE class="wide">
                <Hidden name="bid" value=bid.id.to_string()/>
                <Hidden name="revision" value=revision.to_string()/>
                <div class="double">
                    <Select name="kind" label=words::KIND options=kinds selected=kind_code(kept.kind)/>
                </div>
                <div class="double">
                    <Select
                        name="method"
                        label=words::METHOD
                        hint=words::METHOD_HINT
                        options=methods
                        selected=method_code(kept.method)
                    />
                </div>
                <div class="double">
                    <Field name="name" label=words::NAME hint=words::NAME_HINT value=kept.name lang=Language::Japanese/>
                </div>
                <div class="double">
                    <Field name="office" label=words::OFFICE hint=words::OFFICE_HINT value=kept.office lang=Language::Japanese/>
                </div>
                <Field name="bank" label=words::BANK value=kept.bank lang=Language::Japanese/>
                <Field name="branch" label=words::BRANCH value=kept.branch lang=Language::Japanese/>
                <Field
                    name="formed_on"
                    label=words::FORMED_ON
                    hint=words::FORMED_ON_HINT
                    value=kept.formed_on
                    width=FieldWidth::Medium
                />
                <Field
                    name="months"
                    label=words::MONTHS
                    kind=FieldKind::Number
                    unit=words::MONTHS_UNIT
                    value=kept.months_after.map(|months| months.to_string())
                />
                <Fieldset legend=words::MEMBERS hint=words::MEMBERS_HINT>
                    {rows}
                    <div class="of-shares"><ShareSum language=language() shares/></div>
                </Fieldset>
                <div class="whole"><UnsavedGuard language=language() came_back=kept_for(SAVE).is_some()/></div>
                <Actions><Submit label=words::SAVE/></Actions>
            </PostForm>
        </section>
    }
}

/// The shares as the fields show them: what came back from a refusal, or what is saved.
fn shares_shown(members: &[VentureMember], rows: usize) -> Vec<String> {
    let kept = kept_for(SAVE);
    (0..rows)
        .map(|index| match &kept {
            Some(kept) => kept.value(&format!("members[{index}][share]")).unwrap_or_default().to_owned(),
            None => members.get(index).and_then(|member| member.share).map(share_text).unwrap_or_default(),
        })
        .collect()
}

fn share_text(share: i64) -> String {
    Share(share).to_string().trim_end_matches('%').to_owned()
}

#[component]
fn MemberRow(
    index: usize,
    firms: Vec<BidFirm>,
    #[prop(optional_no_strip)] firm: Option<String>,
    #[prop(optional_no_strip)] member: Option<VentureMember>,
) -> impl IntoView {
    let name = |part: &str| format!("members[{index}][{part}]");
    let none = Choice::new("", words::NO_FIRM);
    let firms = firms.into_iter().map(|firm| Choice::new(firm.id.to_string(), firm.name));
    let firms = std::iter::once(none).chain(firms).collect();
    let place = (index + 1).to_string();
    let share = member.as_ref().and_then(|member| member.share).map(share_text);
    let amount = member.as_ref().and_then(|member| member.amount).map(|amount| amount.to_string());
    let work = member.map(|member| member.work);
    view! {
        <div class="member">
            <Field name=name("place") label=words::ORDER kind=FieldKind::Number value=place/>
            <Select name=name("organisation") label=words::FIRM options=firms selected=firm/>
            <div class="of-shares">
                <Field name=name("share") label=words::SHARE kind=FieldKind::Decimal unit="%" value=share/>
            </div>
            <div class="of-work">
                <Field name=name("amount") label=words::AMOUNT kind=FieldKind::Number unit=words::YEN_UNIT value=amount/>
            </div>
            <div class="of-work">
                <Field name=name("work") label=words::WORK value=work/>
            </div>
        </div>
    }
}
