//! The sorts of contacts of the register (dossier §7.3), in groups.

use serde::{Deserialize, Serialize};

/// On which side of a bid a sort of contact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactGroup {
    /// 発注者側
    Buyer,
    /// 地域
    Community,
    /// 連携先
    Partner,
    /// 支援機関
    Support,
    /// 調達先
    Supply,
    /// 人材
    Talent,
    /// その他
    Other,
}

/// A sort of contact: of an organisation, and of a person where it is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// 発注担当課
    RequestingDepartment,
    /// 契約課
    ContractingDepartment,
    /// 首長
    HeadOfGovernment,
    /// 副市長・副町長
    DeputyHead,
    /// 審査委員・選定委員
    Evaluator,
    /// 議会議員
    AssemblyMember,
    /// 監査委員
    Auditor,
    /// 自治会・町内会
    NeighbourhoodAssociation,
    /// 地元住民・利用者
    Resident,
    /// 商工会・商工会議所
    ChamberOfCommerce,
    /// 業界団体
    IndustryAssociation,
    /// NPO・NGO
    Nonprofit,
    /// 学校
    School,
    /// 福祉施設
    WelfareFacility,
    /// 報道機関
    Media,
    /// 中小企業の経営者
    FirmOwner,
    /// 中小企業の入札担当
    FirmBidManager,
    /// 海外パートナー本社
    ForeignHeadquarters,
    /// 海外パートナーの入札責任者
    ForeignBidLead,
    /// 協力会社・下請会社
    Subcontractor,
    /// 元請・総合建設業者
    GeneralContractor,
    /// コンサルタント・行政書士
    Consultant,
    /// 通訳・翻訳者
    Interpreter,
    /// 保険会社
    Insurer,
    /// 保証事業会社
    GuaranteeCompany,
    /// 地方銀行・信用金庫
    Bank,
    /// リース会社
    Leasing,
    /// JETRO
    Jetro,
    /// 中小企業庁
    SmallBusinessAgency,
    /// 経済産業局
    EconomyBureau,
    /// よろず支援拠点
    YorozuCentre,
    /// ILO・経済産業省の事業
    IloProject,
    /// 使用者団体
    EmployersOrganisation,
    /// 労働組合
    TradeUnion,
    /// 入管の専門家
    ImmigrationExpert,
    /// 仕入先
    Supplier,
    /// 生産者組合
    ProducersCooperative,
    /// 認証・監査機関
    Certifier,
    /// 人材紹介・人事コンサルタント
    Recruiter,
    /// 採用候補者
    Candidate,
    /// 外国人社員
    ForeignStaff,
    /// 登録支援機関
    RegisteredSupport,
    /// その他
    Other,
}

impl ContactKind {
    /// All sorts, in the order in which they are offered.
    pub const ALL: [Self; 43] = [
        Self::RequestingDepartment,
        Self::ContractingDepartment,
        Self::HeadOfGovernment,
        Self::DeputyHead,
        Self::Evaluator,
        Self::AssemblyMember,
        Self::Auditor,
        Self::NeighbourhoodAssociation,
        Self::Resident,
        Self::ChamberOfCommerce,
        Self::IndustryAssociation,
        Self::Nonprofit,
        Self::School,
        Self::WelfareFacility,
        Self::Media,
        Self::FirmOwner,
        Self::FirmBidManager,
        Self::ForeignHeadquarters,
        Self::ForeignBidLead,
        Self::Subcontractor,
        Self::GeneralContractor,
        Self::Consultant,
        Self::Interpreter,
        Self::Insurer,
        Self::GuaranteeCompany,
        Self::Bank,
        Self::Leasing,
        Self::Jetro,
        Self::SmallBusinessAgency,
        Self::EconomyBureau,
        Self::YorozuCentre,
        Self::IloProject,
        Self::EmployersOrganisation,
        Self::TradeUnion,
        Self::ImmigrationExpert,
        Self::Supplier,
        Self::ProducersCooperative,
        Self::Certifier,
        Self::Recruiter,
        Self::Candidate,
        Self::ForeignStaff,
        Self::RegisteredSupport,
        Self::Other,
    ];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::RequestingDepartment => "requesting_department",
            Self::ContractingDepartment => "contracting_department",
            Self::HeadOfGovernment => "head_of_government",
            Self::DeputyHead => "deputy_head",
            Self::Evaluator => "evaluator",
            Self::AssemblyMember => "assembly_member",
            Self::Auditor => "auditor",
            Self::NeighbourhoodAssociation => "neighbourhood_association",
            Self::Resident => "resident",
            Self::ChamberOfCommerce => "chamber_of_commerce",
            Self::IndustryAssociation => "industry_association",
            Self::Nonprofit => "nonprofit",
            Self::School => "school",
            Self::WelfareFacility => "welfare_facility",
            Self::Media => "media",
            Self::FirmOwner => "firm_owner",
            Self::FirmBidManager => "firm_bid_manager",
            Self::ForeignHeadquarters => "foreign_headquarters",
            Self::ForeignBidLead => "foreign_bid_lead",
            Self::Subcontractor => "subcontractor",
            Self::GeneralContractor => "general_contractor",
            Self::Consultant => "consultant",
            Self::Interpreter => "interpreter",
            Self::Insurer => "insurer",
            Self::GuaranteeCompany => "guarantee_company",
            Self::Bank => "bank",
            Self::Leasing => "leasing",
            Self::Jetro => "jetro",
            Self::SmallBusinessAgency => "small_business_agency",
            Self::EconomyBureau => "economy_bureau",
            Self::YorozuCentre => "yorozu_centre",
            Self::IloProject => "ilo_project",
            Self::EmployersOrganisation => "employers_organisation",
            Self::TradeUnion => "trade_union",
            Self::ImmigrationExpert => "immigration_expert",
            Self::Supplier => "supplier",
            Self::ProducersCooperative => "producers_cooperative",
            Self::Certifier => "certifier",
            Self::Recruiter => "recruiter",
            Self::Candidate => "candidate",
            Self::ForeignStaff => "foreign_staff",
            Self::RegisteredSupport => "registered_support",
            Self::Other => "other",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The group in which it stands.
    #[must_use]
    pub const fn group(self) -> ContactGroup {
        match self {
            Self::RequestingDepartment
            | Self::ContractingDepartment
            | Self::HeadOfGovernment
            | Self::DeputyHead
            | Self::Evaluator
            | Self::AssemblyMember
            | Self::Auditor => ContactGroup::Buyer,
            Self::NeighbourhoodAssociation
            | Self::Resident
            | Self::ChamberOfCommerce
            | Self::IndustryAssociation
            | Self::Nonprofit
            | Self::School
            | Self::WelfareFacility
            | Self::Media => ContactGroup::Community,
            Self::FirmOwner
            | Self::FirmBidManager
            | Self::ForeignHeadquarters
            | Self::ForeignBidLead
            | Self::Subcontractor
            | Self::GeneralContractor
            | Self::Consultant
            | Self::Interpreter
            | Self::Insurer
            | Self::GuaranteeCompany
            | Self::Bank
            | Self::Leasing => ContactGroup::Partner,
            Self::Jetro
            | Self::SmallBusinessAgency
            | Self::EconomyBureau
            | Self::YorozuCentre
            | Self::IloProject
            | Self::EmployersOrganisation
            | Self::TradeUnion
            | Self::ImmigrationExpert => ContactGroup::Support,
            Self::Supplier | Self::ProducersCooperative | Self::Certifier => ContactGroup::Supply,
            Self::Recruiter | Self::Candidate | Self::ForeignStaff | Self::RegisteredSupport => ContactGroup::Talent,
            Self::Other => ContactGroup::Other,
        }
    }

    /// Whether such a contact belongs to the buyer's side, or judges bids: the ban on contact covers it.
    #[must_use]
    pub const fn is_banned(self) -> bool {
        matches!(self.group(), ContactGroup::Buyer)
    }

    /// What is proposed for an organisation that was entered twice: nobody leaves the ban on contact unasked, and any sort
    /// says more than *other*. Else what stays.
    #[must_use]
    pub const fn of_both(stays: Self, goes: Self) -> Self {
        match (stays, goes) {
            (stays, _) if stays.is_banned() => stays,
            (_, goes) if goes.is_banned() => goes,
            (Self::Other, goes) => goes,
            (stays, _) => stays,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_buyers_side_goes_before_all_and_anything_before_other() {
        use ContactKind::{Bank, ContractingDepartment, Evaluator, Other, School};
        for (stays, goes, proposed) in [
            (Bank, Evaluator, Evaluator),
            (ContractingDepartment, Evaluator, ContractingDepartment),
            (Other, School, School),
            (Bank, School, Bank),
            (Bank, Other, Bank),
        ] {
            assert_eq!(ContactKind::of_both(stays, goes), proposed, "{stays:?} {goes:?}");
        }
    }
}
